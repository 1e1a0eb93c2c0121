import { baselineRoles, type Expectation } from "../../lib/domain/expected-port.ts";
import type { Drift, SeenPort } from "../../lib/posture/index.ts";

/** Ports that are drift for the same reason. */
export interface DriftGroup {
  port: number;
  protocol: SeenPort["protocol"];
  service: string | null;
  nodes: string[];
  /** The role of all of them; null where they have several. */
  role: (typeof baselineRoles)[number] | null;
  expectation: Exclude<Expectation, { kind: "expected" | "unconfirmed" }>;
  explanation: string | null;
}

/** One row a port, Service and reason, in the order of ports. */
export function groupDrift(drift: readonly Drift<SeenPort>[]): DriftGroup[] {
  const groups = Map.groupBy(drift, ({ port, expectation }) =>
    JSON.stringify([port.port, port.protocol, port.nodePortOf, expectation, port.explanation]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { port, protocol, nodePortOf: service, explanation } = first.port;
    const nodes = group.map((one) => one.port.node).sort();
    const roles = baselineRoles.filter((role) => group.some((one) => one.port.role === role));
    const role = (roles.length === 1 && roles[0]) || null;
    return [{ port, protocol, service, nodes, role, expectation: first.expectation, explanation }];
  });
}
