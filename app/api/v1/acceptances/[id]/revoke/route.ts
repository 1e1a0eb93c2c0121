import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { revokeAcceptance } from "../../../../../../lib/store/index.ts";
import { revocation } from "../../../../../triage/triage-input.ts";

export const POST = guardRoute("triage", revocation, async ({ reason, ...seen }, { identity }) =>
  revokeAcceptance(seen, reason, identity),
);
