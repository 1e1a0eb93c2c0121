import { redirect } from "next/navigation";
import { z } from "zod";
import { guardPage } from "../../../lib/guard/index.ts";
import { viewAddress } from "../view-filter.ts";

const viewParams = z.object({ viewId: z.string().min(1).max(100) });

/** A view's own address, which outlives every change of what it shows. */
export default guardPage(viewParams, async ({ input: { viewId } }) => redirect(await viewAddress(viewId)));
