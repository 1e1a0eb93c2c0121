import { redirect } from "next/navigation";
import { z } from "zod";
import { href } from "../../../../../components/href.ts";
import { guardPage } from "../../../../../lib/guard/index.ts";

const id = z.string().min(1).max(100);

/** Addresses that were sent before comparisons had a page of their own still lead to them. */
export default guardPage(z.object({ scanId: id, otherId: id }), async ({ input: { scanId, otherId } }) => {
  redirect(href("/compare", { a: scanId, b: otherId }));
});
