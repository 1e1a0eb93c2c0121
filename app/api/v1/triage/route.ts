import { guardRoute } from "../../../../lib/guard/index.ts";
import { listTriageActs, triageFindings } from "../../../../lib/store/index.ts";
import { readTriage } from "../../../triage/read-triage.ts";
import { actsQuery, triageInput } from "../../../triage/triage-input.ts";
import { given } from "../../given.ts";

export const GET = guardRoute("read", actsQuery, async (asked) => listTriageActs(given(asked)));

export const POST = guardRoute("triage", triageInput, async (input, { identity }) => {
  const { act, target } = readTriage(input, new Date(), identity.name);
  return triageFindings(act, target, identity);
});
