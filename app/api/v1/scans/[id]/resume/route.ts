import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { resumeScan } from "../../../../../../lib/store/index.ts";
import { byId } from "../../../../inputs.ts";

export const POST = guardRoute("scan", byId, async ({ id }) => resumeScan(id), 202);
