import { type Severity, severities } from "../domain/severity.ts";
import type { ExposureStripItem } from "../domain/views/overview-view.ts";
import { portSection, portSections } from "../domain/well-known-ports.ts";
import { query } from "./client.ts";
import { type FindingFilter, findingCondition, findingTables } from "./finding-filter.ts";

/** For each section, on how many of the nodes where it was looked at a port is open, and the worst open finding there. */
export async function listStrip(filter: FindingFilter): Promise<ExposureStripItem[]> {
  const clusterId = filter.cluster ?? null;
  const [reachable, checked, findings] = await Promise.all([
    query(
      (database) => database.$queryRaw<{ section: string; nodes: number }[]>`
        select s."key" as "section", count(*)::int as "nodes"
        from "Node" n cross join lateral jsonb_each_text(n."sections") s
        where n."present" and n."checked" and s."value" = 'open'
          and (${clusterId}::text is null or n."clusterId" = ${clusterId}) group by 1`,
    ),
    query(
      (database) => database.$queryRaw<{ section: string; nodes: number }[]>`
        select s."key" as "section", count(*)::int as "nodes"
        from "Node" n cross join lateral jsonb_each_text(n."sections") s
        where n."present" and n."checked" and s."value" <> 'unknown'
          and (${clusterId}::text is null or n."clusterId" = ${clusterId}) group by 1`,
    ),
    query(
      (database) => database.$queryRaw<{ port: number; rank: number }[]>`
        select f."port", min(f."severityRank")::int as "rank" from ${findingTables}
        where ${findingCondition(filter)} and f."port" is not null group by 1`,
    ),
  ]);
  const nodesOf = new Map(reachable.map(({ section, nodes }) => [section, nodes]));
  const lookedAt = new Map(checked.map(({ section, nodes }) => [section, nodes]));
  return portSections.map((section) => {
    const ranks = findings.filter(({ port }) => portSection(port) === section).map(({ rank }) => rank);
    const worst: Severity | null = ranks.length > 0 ? (severities[Math.min(...ranks)] ?? null) : null;
    return { section, reachable: nodesOf.get(section) ?? 0, nodes: lookedAt.get(section) ?? 0, worst };
  });
}
