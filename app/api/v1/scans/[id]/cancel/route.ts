import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { cancelScan } from "../../../../../../lib/store/index.ts";
import { byId } from "../../../../inputs.ts";

export const POST = guardRoute("scan", byId, async ({ id }) => cancelScan(id), 202);
