import { type Severity, severities } from "../domain/severity.ts";
import type { ExposureStripItem } from "../domain/views/overview-view.ts";
import { portSections } from "../domain/well-known-ports.ts";
import { query } from "./client.ts";
import { type FindingFilter, findingCondition } from "./finding-filter.ts";
import { Prisma } from "./generated/client.ts";

/** The worst open finding of each class of ports, each the first entry of its part of an index. */
async function readWorst(filter: FindingFilter): Promise<Map<string, number>> {
  const rows = await query(
    (database) => database.$queryRaw<{ section: string; rank: number | null }[]>`
      select s."section", (select min(f."severityRank") from "Finding" f
        where ${findingCondition(filter)} and f."port" is not null and port_section(f."port") = s."section")::int as "rank"
      from unnest(${[...portSections]}::text[]) s("section")`,
  );
  return new Map(rows.flatMap(({ section, rank }) => (rank === null ? [] : [[section, rank]])));
}

/** Most nodes are like others: each kind of them is taken apart once. For each section, on how many of the nodes where it was looked at a port is open, and the worst open finding there. */
export async function listStrip(filter: FindingFilter): Promise<ExposureStripItem[]> {
  const ofCluster = filter.cluster ? Prisma.sql` and n."clusterId" = ${filter.cluster}` : Prisma.empty;
  const [nodes, worst] = await Promise.all([
    query(
      (database) => database.$queryRaw<{ section: string; open: number; looked: number }[]>`
        select s."key" as "section", coalesce(sum(n."alike") filter (where s."value" = 'open'), 0)::int as "open",
          sum(n."alike")::int as "looked"
        from (select n."sections", count(*) as "alike" from "Node" n
            where n."present" and n."checked"${ofCluster} group by 1) n
          cross join lateral jsonb_each_text(n."sections") s
        where s."value" <> 'unknown' group by 1`,
    ),
    readWorst(filter),
  ]);
  const countOf = new Map(nodes.map((row) => [row.section, row]));
  return portSections.map((section) => {
    const rank = worst.get(section);
    const found = countOf.get(section);
    const gravest: Severity | null = rank === undefined ? null : (severities[rank] ?? null);
    return { section, reachable: found?.open ?? 0, nodes: found?.looked ?? 0, worst: gravest };
  });
}
