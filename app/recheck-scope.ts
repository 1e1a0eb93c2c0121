import { z } from "zod";
import { findCheck } from "../lib/checks/index.ts";

/** One press looks at so many findings at most; the store says the same of nodes and checks. */
const maxFindings = 2_000;
const id = z.string().min(1, "must not be empty").max(100);

/** What "Re-check" may be pressed on: a node, a check everywhere or in one cluster, or chosen findings. */
export const recheckScope = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("node"), nodeId: id }),
    z.strictObject({
      kind: z.literal("check"),
      checkId: id.refine((check) => findCheck(check) !== undefined, {
        error: ({ input }) => `there is no check "${input}"; GET /api/v1/checks lists them.`,
      }),
      clusterId: id.optional(),
    }),
    z.strictObject({
      kind: z.literal("findings"),
      findingIds: z
        .array(id)
        .min(1, "name at least one finding")
        .max(maxFindings, `name at most ${maxFindings} findings; start a scan for more`),
    }),
  ],
  'must say what to look at again: {"kind": "node"}, {"kind": "check"} or {"kind": "findings"}.',
);
