import { portRange } from "../domain/expected-port.ts";
import type { ApprovalStanding } from "../domain/port-approval.ts";
import type { BaselineEntry } from "../domain/port-baseline.ts";
import type { PortOwner } from "../domain/port-owner.ts";
import { type ForgottenSign, type NodePortRow, oldAfterDays } from "../domain/views/port-view.ts";

const dayMs = 86_400_000;

type Owner = NonNullable<NodePortRow["owner"]>;

/** Who answers for a node port: whoever approved it, else what is the closest to a person. */
export function nodePortOwner(
  facts: PortOwner | null,
  approval: ApprovalStanding | null,
  baseline: NodePortRow["baseline"],
): Owner | null {
  const candidates: [string | null | undefined, Owner["source"]][] = [
    [approval?.by, "approval"],
    [baseline?.owner, "baseline"],
    [facts?.team, "team"],
    [facts?.workloads[0], "workload"],
    [facts?.deployedBy, "release"],
    [facts?.manager?.name, "writer"],
  ];
  const found = candidates.find(([name]) => name);
  return found?.[0] ? { name: found[0], source: found[1] } : null;
}

/** The entry of a baseline that is about a node port of this name, one that names its Service first. */
export function baselineOf(
  entries: readonly BaselineEntry[],
  { port, protocol, name }: { port: number; protocol: string; name: string | null },
): NodePortRow["baseline"] {
  const about = entries.filter((entry) => {
    const range = portRange(entry.ports);
    return entry.protocol === protocol && range !== null && range[0] <= port && port <= range[1];
  });
  const entry = about.find(({ service }) => service === name) ?? about.find(({ service }) => service === undefined);
  return entry ? { owner: entry.owner ?? null, because: entry.because, until: entry.until ?? null } : null;
}

/** What makes it look forgotten. What has ended says as little as what was never written. */
export function signsOf(
  row: Pick<NodePortRow, "via" | "kind" | "endpoints" | "createdAt" | "approval" | "baseline">,
  found: readonly ForgottenSign[],
  now: Date,
): ForgottenSign[] {
  const isWanted = row.approval?.state === "approved" || holds(row.baseline, now);
  const age = row.createdAt === null ? 0 : now.getTime() - Date.parse(row.createdAt);
  return [
    ...found,
    ...(row.kind === "Service" && row.endpoints === 0 ? (["no-endpoints"] as const) : []),
    // Only where the scan kept whether there is an approval.
    ...(row.kind === "Service" && row.approval && !isWanted && age > oldAfterDays * dayMs
      ? (["old-unapproved"] as const)
      : []),
  ];
}

function holds(baseline: NodePortRow["baseline"], now: Date): boolean {
  return baseline !== null && (baseline.until === null || baseline.until >= now.toISOString().slice(0, 10));
}
