import { z } from "zod";
import { guardLayout, guardMetadata } from "../../../../lib/guard/index.ts";
import * as t from "../../../../lib/messages/index.ts";
import { readNode } from "../read-node.ts";

const request = z.object({ nodeId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { nodeId } }) => {
  const node = await readNode(nodeId);
  return { title: t.timeline.node.titleOf(node.name) };
});

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { nodeId } }) => {
  await readNode(nodeId);
});
