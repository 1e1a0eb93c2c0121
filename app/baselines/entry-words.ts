import type { BaselineEntry } from "../../lib/domain/port-baseline.ts";
import { formatPort } from "../../lib/domain/port-state.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.baselines;

/** "30000-32767/TCP". */
export function entryPorts({ ports, protocol }: BaselineEntry): string {
  const [first = "", last] = ports.split("-");
  return last === undefined ? formatPort(Number(first), protocol) : `${ports}/${protocol}`;
}

/** "worker, kubeadm", "Service payments/shop", "every node". */
export function entryNodes({ nodes: { role, distribution, name }, service }: BaselineEntry): string {
  const parts = [service && words.table.service(service), role, distribution, name];
  return parts.filter((part) => part !== undefined && part !== "").join(", ") || words.unnamed;
}

/** The places from which it may be open. */
export function entryPlaces({ from }: BaselineEntry): string {
  return from?.map((kind) => t.words.vantage[kind]).join(", ") ?? words.table.anywhere;
}
