import type { PortAnswerCount } from "../domain/views/port-view.ts";
import { query } from "./client.ts";
import { exposureRows } from "./exposure-rows.ts";
import { Prisma } from "./generated/client.ts";

interface Row extends PortAnswerCount {
  clusterId: string;
  port: number;
  protocol: string;
}

/** What a probe recognised: a product before a service, and the version that one of them told. */
const recognised = Prisma.sql`coalesce(a."facts"->'product'->>'product', e."service")`;
const version = Prisma.sql`coalesce(a."facts"->'product'->>'version', a."facts"->'etcd'->>'version',
  a."facts"->'apiServer'->>'version', case when e."service" = 'kubelet' then n."kubeletVersion" end)`;

export interface PortKey {
  port: number;
  protocol: string;
}

/** What answers at these ports, the most common first, by cluster. */
export async function readAnswers(ports: readonly PortKey[], which: Prisma.Sql): Promise<Row[]> {
  const numbers = [...new Set(ports.map(({ port }) => port))];
  if (numbers.length === 0) return [];
  return query(
    (database) => database.$queryRaw<Row[]>`
      select e."clusterId", e."port", e."protocol", ${recognised} as "name", ${version} as "version",
        count(distinct coalesce(e."nodeId", e."address"))::int as "places"
      from ${exposureRows()} e left join "PortAnswer" a on a."id" = e."answerId" left join "Node" n on n."id" = e."nodeId"
      where e."state" = 'open' and ${which} and e."port" = any(${numbers}::int[])
      group by 1, 2, 3, 4, 5 order by "places" desc, "name", "version"`,
  );
}

/** The same summed over clusters. What was not recognised is told only where nothing was. */
export function answersOf(rows: readonly PortAnswerCount[]): PortAnswerCount[] {
  const summed = new Map<string, PortAnswerCount>();
  for (const { name, version: told, places } of rows) {
    const key = JSON.stringify([name, told]);
    summed.set(key, { name, version: told, places: places + (summed.get(key)?.places ?? 0) });
  }
  const all = [...summed.values()].sort(
    (a, b) => b.places - a.places || (a.name ?? "").localeCompare(b.name ?? "", "en"),
  );
  return all.some(({ name }) => name !== null) ? all.filter(({ name }) => name !== null) : [];
}
