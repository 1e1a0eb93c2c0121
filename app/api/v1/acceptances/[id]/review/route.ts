import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { reviewAcceptance } from "../../../../../../lib/store/index.ts";
import { review } from "../../../../../triage/triage-input.ts";

export const POST = guardRoute("triage", review, async (seen, { identity }) => reviewAcceptance(seen, identity));
