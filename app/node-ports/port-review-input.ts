import { z } from "zod";
import { protocols } from "../../lib/domain/port-state.ts";
import { reviewStates } from "../../lib/domain/views/port-view.ts";

const name = z.string().max(253);

const target = z.strictObject({
  cluster: name.min(1, "say which cluster"),
  port: z.int("must be a whole number").min(1, "ports start at 1").max(65_535, "ports end at 65535"),
  protocol: z.enum(protocols),
  namespace: name.meta({ description: 'Of the Service or workload; "" where there is none.' }),
  service: name.meta({ description: 'Name of the Service or workload; "" where nobody declares the port.' }),
  serviceUid: name.nullable().default(null),
  owner: z.string().trim().max(200).nullable().default(null).meta({ description: "Who should know." }),
  seen: z
    .strictObject({ id: z.string().min(1).max(100), version: z.int().min(1) })
    .nullable()
    .default(null)
    .meta({ description: "The record that was seen, so that nobody's is overwritten; null where there was none." }),
});

/** What is recorded of node ports. */
export const portReviewInput = z.strictObject({
  state: z.enum(reviewStates),
  note: z.string().trim().max(2000, "a note has at most 2000 characters").default(""),
  targets: z.array(target).min(1, "say which ports").max(500, "at most 500 ports at once"),
});
export type PortReviewInput = z.input<typeof portReviewInput>;
