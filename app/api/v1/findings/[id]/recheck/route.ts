import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { requestRecheck } from "../../../../../../lib/store/index.ts";
import { byId } from "../../../../inputs.ts";

export const POST = guardRoute("scan", byId, async ({ id }) => requestRecheck(id), 202);
