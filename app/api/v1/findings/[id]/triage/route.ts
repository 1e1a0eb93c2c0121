import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { getFindingTriage } from "../../../../../../lib/store/index.ts";
import { byId } from "../../../../inputs.ts";

export const GET = guardRoute("read", byId, async ({ id }, { identity }) => getFindingTriage(id, identity));
