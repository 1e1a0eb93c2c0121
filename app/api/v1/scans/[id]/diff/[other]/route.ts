import { guardRoute } from "../../../../../../../lib/guard/index.ts";
import { diffScans } from "../../../../../../../lib/store/index.ts";
import { given } from "../../../../../given.ts";
import { diffQuery } from "../../../../../inputs.ts";

export const GET = guardRoute("read", diffQuery, async ({ id, other, ...asked }) => diffScans(id, other, given(asked)));
