import { anyOf, type Match } from "./match.ts";
import type { Flow, Party } from "./party.ts";
import { type Fields, numberOf, textOf } from "./spec-fields.ts";

/** Whether a named port of the destination is the port asked for; names exist on pods only. */
export function matchNamedPort(name: string, to: Party, flow: Flow): boolean {
  if (to.kind !== "pod") return false;
  return to.pod.containers.some(({ ports }) =>
    ports.some((port) => port.name === name && port.containerPort === flow.port && port.protocol === flow.protocol),
  );
}

/** `ports` of a NetworkPolicy rule: none named is every port of every protocol. */
export function matchPolicyPorts(ports: readonly Fields[] | undefined, to: Party, flow: Flow): Match {
  if (!ports || ports.length === 0) return true;
  return anyOf(
    ports.map((entry): Match => {
      if ((textOf(entry.protocol) ?? "TCP") !== flow.protocol) return false;
      if (entry.port === undefined || entry.port === null) return true;
      const first = numberOf(entry.port);
      if (first === undefined) return matchNamedPort(String(entry.port), to, flow);
      return flow.port >= first && flow.port <= (numberOf(entry.endPort) ?? first);
    }),
  );
}
