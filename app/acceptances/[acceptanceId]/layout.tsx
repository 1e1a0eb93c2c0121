import { z } from "zod";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import { readAcceptance } from "./read-acceptance.ts";

const request = z.object({ acceptanceId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { acceptanceId } }) => {
  const { reason } = await readAcceptance(acceptanceId);
  return { title: reason.split("\n")[0]?.slice(0, 80) ?? "" };
});

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { acceptanceId } }) => {
  await readAcceptance(acceptanceId);
});
