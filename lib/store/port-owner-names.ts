import type { ExposureWay } from "../domain/port-owner.ts";
import type { PortOwnerName } from "../domain/views/port-view.ts";
import { query } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** "Service payments/api", else the workload or component; pods of one controller are one owner. */
export const ownerKind = Prisma.sql`case when p."facts"->>'kind' = 'Pod' and p."facts"->'workloads'->>0 is not null
  then split_part(p."facts"->'workloads'->>0, ' ', 1) else p."facts"->>'kind' end`;
export const ownerName = Prisma.sql`case when p."facts"->>'kind' = 'Pod' and p."facts"->'workloads'->>0 is not null
  then split_part(p."facts"->'workloads'->>0, ' ', 2)
  when p."facts"->>'via' = 'component' then p."facts"->>'kind'
  else coalesce((p."facts"->>'namespace') || '/', '') || (p."facts"->>'name') end`;

interface Row extends Omit<PortOwnerName, "via"> {
  port: number;
  protocol: string;
  via: string;
}

/** Who declares these ports, by "10250/TCP". */
export async function readOwnerNames(
  ports: readonly number[],
  cluster: string | undefined,
): Promise<Map<string, PortOwnerName[]>> {
  if (ports.length === 0) return new Map();
  const own = cluster ? Prisma.sql` and p."clusterId" = ${cluster}` : Prisma.empty;
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select distinct p."port", p."protocol", ${ownerKind} as "kind", ${ownerName} as "name",
        p."facts"->>'via' as "via"
      from "PortOwner" p where p."port" = any(${[...ports]}::int[])${own} order by "name", "kind", "via"`,
  );
  const named = rows.map(({ port, protocol, ...owner }) => ({
    key: `${port}/${protocol}`,
    owner: { ...owner, via: owner.via as ExposureWay },
  }));
  return new Map([...Map.groupBy(named, ({ key }) => key)].map(([key, list]) => [key, list.map(({ owner }) => owner)]));
}
