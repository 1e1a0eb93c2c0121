import { cache } from "react";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import { getCluster } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readCluster = cache(async (id: string) => withReadersWords(await getCluster(id)));
