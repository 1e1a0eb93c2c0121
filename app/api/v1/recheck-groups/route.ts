import { guardRoute } from "../../../../lib/guard/index.ts";
import { requestRecheckGroup } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { newRecheckGroup } from "../../inputs.ts";

export const POST = guardRoute("scan", newRecheckGroup, async ({ scope }) => requestRecheckGroup(given(scope)), 202);
