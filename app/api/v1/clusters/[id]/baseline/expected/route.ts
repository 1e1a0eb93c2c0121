import { guardRoute } from "../../../../../../../lib/guard/index.ts";
import { addExpected } from "../../../../../../../lib/store/index.ts";
import { entryOf, expectedPortOfPath } from "../../../../../../baselines/baseline-input.ts";

export const POST = guardRoute(
  "triage",
  expectedPortOfPath,
  async ({ id, ...asked }, { identity }) => {
    const saved = await addExpected({ clusterId: id, entry: entryOf(asked), by: identity.name });
    return { version: saved.version, entries: saved.entries.length };
  },
  201,
);
