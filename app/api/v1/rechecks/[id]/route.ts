import { guardRoute } from "../../../../../lib/guard/index.ts";
import { getRecheck } from "../../../../../lib/store/index.ts";
import { byId } from "../../../inputs.ts";

export const GET = guardRoute("read", byId, async ({ id }) => getRecheck(id));
