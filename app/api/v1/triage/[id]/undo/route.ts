import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { undoTriage } from "../../../../../../lib/store/index.ts";
import { byId } from "../../../../inputs.ts";

export const POST = guardRoute("triage", byId, async ({ id }, { identity }) => undoTriage(id, identity));
