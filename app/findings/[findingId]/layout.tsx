import { z } from "zod";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import { readFinding } from "./read-finding.ts";

const request = z.object({ findingId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { findingId } }) => {
  const finding = await readFinding(findingId);
  return { title: finding.headline };
});

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { findingId } }) => {
  await readFinding(findingId);
});
