import { guardRoute } from "../../../../../../../lib/guard/index.ts";
import { diffScans } from "../../../../../../../lib/store/index.ts";
import { byTwoIds } from "../../../../../inputs.ts";

export const GET = guardRoute("read", byTwoIds, async ({ id, other }) => diffScans(id, other));
