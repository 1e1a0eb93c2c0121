import { z } from "zod";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { readScan } from "./read-scan.ts";

const request = z.object({ scanId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { scanId } }) => {
  const scan = await readScan(scanId);
  return { title: t.scans.titleOf(scan.clusterName) };
});

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { scanId } }) => {
  await readScan(scanId);
});
