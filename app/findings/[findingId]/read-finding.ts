import { cache } from "react";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import { getFinding } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readFinding = cache(async (id: string) => withReadersWords(await getFinding(id)));
