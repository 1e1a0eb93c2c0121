import type { ClusterChange } from "../domain/memory.ts";

/**
 * An entry before it has an id, a time and a scan. `facts`, by kind, so that a timeline can tell causes:
 * - port-*: {address, vantage: {name, kind}, service, before, after, since} with "open (kubelet)" or null where nothing
 *   is known; many ports of one node at once: {count, opened, closed, changed, ports: "1-50,60", address, vantage} and no port.
 * - node-joined, node-left, node-returned: {name, before, after}; node-replaced: the same. Before and after are
 *   {id, uid, name, kubeletVersion, addresses} or null; `nodeId` is the node as it is after, of a node that left the one it was.
 * - node-renamed: {name: "name", before, after}. node-changed: {name: "addresses"|"roles"|"osImage"|"ready", before, after}.
 * - kubelet-upgraded, cluster-upgraded: {name: "kubeletVersion"|"version", before, after, direction: "up"|"down"|"other"}.
 * - setting-changed: {component, name, before, after, source, decidedBy}.
 * - service-created, service-removed: {service: {uid, namespace, name}, via, before, after} and the port; nodeId is null.
 * - rules-changed: {added, removed, changed} check ids. clock-went-back: {ms}.
 * - scan-saw-less: {before: {known, checked}, after, unreachable, lost} of a scan; {settings: component, names, nodes,
 *   count, reason} where settings that were known could no longer be read; then nodeId is set where it is one node.
 */
export type ChangeDraft = Pick<ClusterChange, "nodeId" | "kind" | "port" | "protocol" | "message" | "facts">;

/** "up", "down", or "other" where versions cannot be ordered. */
export function versionDirection(before: string, after: string): "up" | "down" | "other" {
  const numbers = (text: string) => /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  const [old, now] = [numbers(before), numbers(after)];
  if (!old || !now) return "other";
  const at = old.findIndex((part, index) => part !== now[index]);
  if (at < 0) return "other";
  return (now[at] ?? 0) > (old[at] ?? 0) ? "up" : "down";
}
