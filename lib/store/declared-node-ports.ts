import type { ExposureWay, PortOwner } from "../domain/port-owner.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { DeclaredPort } from "../domain/previous-scan.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { Prisma } from "./generated/client.ts";
import { ownerKind, ownerName } from "./port-owner-names.ts";

/** A node port that a Service or pod declares, once for all nodes. */
export interface DeclaredNodePort {
  clusterId: string;
  port: number;
  protocol: Protocol;
  via: ExposureWay;
  kind: string;
  /** "payments/api". */
  name: string;
  facts: PortOwner;
}

/** What Services declared at the last complete scan; a port whose Service went and that still answers is among them. */
export type DeclaredThen = Map<string, DeclaredPort>;

export const portKey = (clusterId: string, port: number, protocol: string): string =>
  `${clusterId} ${port}/${protocol}`;

export async function readDeclaredThen(cluster?: string): Promise<DeclaredThen> {
  const own = cluster ? Prisma.sql` and c."id" = ${cluster}` : Prisma.empty;
  const rows = await query(
    (database) => database.$queryRaw<{ id: string; declared: unknown }[]>`
      select c."id", s."declaredPorts" as "declared" from "Cluster" c join "Scan" s on s."id" = c."lastCompleteScanId"
      where jsonb_typeof(s."declaredPorts") = 'array'${own}`,
  );
  return new Map(
    rows.flatMap(({ id, declared }) =>
      (declared as DeclaredPort[]).map((entry) => [portKey(id, entry.port, entry.protocol), entry] as const),
    ),
  );
}

interface Row extends Omit<DeclaredNodePort, "facts" | "via"> {
  via: string;
  facts: Prisma.JsonValue;
}

/** A load balancer also has its ports on its address, which are none of a node. */
function isNodePort({ clusterId, port, protocol, via }: DeclaredNodePort, declared: DeclaredThen): boolean {
  return via !== "LoadBalancer" || declared.has(portKey(clusterId, port, protocol));
}

/** Node ports, health-check node ports, host ports, and what pods on the host's network have in the node-port range. */
export async function readDeclaredNodePorts(declared: DeclaredThen, cluster?: string): Promise<DeclaredNodePort[]> {
  const own = cluster ? Prisma.sql` and p."clusterId" = ${cluster}` : Prisma.empty;
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      select p."clusterId", p."port", p."protocol", p."facts"->>'via' as "via", ${ownerKind} as "kind",
        ${ownerName} as "name", (array_agg(p."facts" order by p."facts"->>'createdAt', p."id"))[1] as "facts"
      from "PortOwner" p
      where (p."facts"->>'via' = 'hostPort'
        or (p."facts"->>'via' = any(array['NodePort', 'LoadBalancer', 'healthCheckNodePort']) and p."nodeName" is null)
        or (p."facts"->>'via' = 'hostNetwork' and port_section(p."port") = 'nodeport'))${own}
      group by 1, 2, 3, 4, 5, 6 order by 2, 3, 6`,
  );
  return rows
    .map(({ facts, via, ...row }) => ({ ...row, via: via as ExposureWay, facts: fromJson<PortOwner>(facts) }))
    .filter((row) => isNodePort(row, declared));
}
