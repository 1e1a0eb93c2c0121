import { z } from "zod";
import { AppError } from "../../../../../lib/domain/errors.ts";
import { guardLayout, guardMetadata } from "../../../../../lib/guard/index.ts";
import * as t from "../../../../../lib/messages/index.ts";
import { readPort } from "../../../../ports/[port]/read-port.ts";
import { readNode } from "../../read-node.ts";

const request = z.object({ nodeId: z.string().min(1).max(100), port: z.string().min(1).max(20) });

export const generateMetadata = guardMetadata(request, async ({ input: { nodeId, port } }) => {
  const node = await readNode(nodeId);
  return { title: t.timeline.port.titleOf(port, node.name) };
});

/** Before the skeleton: what is no port is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { port } }) => {
  if (readPort(port) === null) throw new AppError("not-found", t.ports.noPort);
});
