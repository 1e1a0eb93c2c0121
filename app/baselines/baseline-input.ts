import { z } from "zod";
import { baselineRoles } from "../../lib/domain/expected-port.ts";
import type { BaselineEntry } from "../../lib/domain/port-baseline.ts";
import { protocols } from "../../lib/domain/port-state.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";

const id = z.string().min(1).max(100);
const yaml = z.string().max(512_000, "over 500 kB are not read.");
const version = z.number().int().min(0);

export const checkedText = z.object({ clusterId: id, yaml });
export const savedText = z.object({ clusterId: id, yaml, note: z.string().max(500).default(""), version });
export const restored = z.object({ clusterId: id, from: version, version });

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `at most ${most} characters.`)
    .transform((text) => text || undefined)
    .optional();

/** Where a port is expected: a node, a role, or a Service wherever it is open. */
const scope = {
  node: optional(253),
  role: z.enum(baselineRoles).optional(),
  service: optional(320),
};
const saying = {
  port: z.coerce.number().int().min(1).max(65_535),
  protocol: z.enum(protocols).default("TCP"),
  from: z.array(z.enum(vantageKinds)).optional(),
  owner: optional(500),
  because: z.string().trim().min(1, "say why it has to be open.").max(500),
  until: z.union([z.literal("").transform(() => undefined), z.iso.date("must be a day like 2027-03-31.")]).optional(),
};

export const expectedPort = z.object({ clusterId: id, ...scope, ...saying });
/** The same of the HTTP API, where the cluster stands in the path. */
export const expectedPortOfPath = z.strictObject({ id, ...scope, ...saying });

/** The entry that somebody asks for. */
export function entryOf(asked: Omit<z.output<typeof expectedPort>, "clusterId">): BaselineEntry {
  const { node, role, service, port, protocol, from, owner, because, until } = asked;
  return {
    ports: String(port),
    protocol,
    nodes: { ...(role ? { role } : {}), ...(node ? { name: node } : {}) },
    ...(from?.length ? { from } : {}),
    ...(service ? { service } : {}),
    ...(owner ? { owner } : {}),
    because,
    ...(until ? { until } : {}),
  };
}
