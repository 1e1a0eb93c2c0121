import { cache } from "react";
import { checks } from "../../../lib/checks/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import { getAcceptance } from "../../../lib/store/index.ts";
import { withTitle } from "../../api/v1/acceptances/with-title.ts";

/** Read once a request, by the layout and by the page. */
export const readAcceptance = cache(async (id: string) =>
  withReadersWords(withTitle(await getAcceptance(id, { knownChecks: checks.map((check) => check.id) }))),
);
