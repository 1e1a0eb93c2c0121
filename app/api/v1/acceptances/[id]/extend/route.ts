import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { extendAcceptance } from "../../../../../../lib/store/index.ts";
import { extension } from "../../../../../triage/triage-input.ts";

export const POST = guardRoute("triage", extension, async ({ expiresAt, reason, ...seen }, { identity }) =>
  extendAcceptance(seen, { expiresAt, reason }, identity),
);
