import type { PortOwner } from "../domain/port-owner.ts";
import type { Protocol } from "../domain/port-state.ts";
import type { Severity } from "../domain/severity.ts";
import type { VantageKind } from "../domain/vantage.ts";
import type { KnownNode, SeenPort } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { exposureRows } from "./exposure-rows.ts";

/** Says what is open and unexpected; never a reason not to expect it. */
export const baselineCheck = "port-not-in-baseline";

interface OpenRow {
  node: string;
  nodeId: string;
  port: number;
  protocol: Protocol;
  kinds: VantageKind[];
  speaks: string | null;
}

interface NodeRow {
  id: string;
  name: string;
  roles: string[];
  distribution: string;
  kubeletPort: number;
}

interface FindingRow {
  nodeId: string | null;
  port: number;
  protocol: string;
  severity: Severity;
  headline: string;
}

export interface OpenPorts {
  open: SeenPort[];
  nodes: KnownNode[];
}

/** What is recognised without saying who it is. */
const generic = new Set(["http", "https", "tls"]);
const controlRoles = new Set(["control-plane", "master", "etcd"]);
const placeKey = (node: string | null, port: number, protocol: string) => `${node ?? ""} ${port}/${protocol}`;

async function readNodes(clusterId: string): Promise<NodeRow[]> {
  return query((database) =>
    database.node.findMany({
      where: { clusterId, present: true },
      select: { id: true, name: true, roles: true, distribution: true, kubeletPort: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
  );
}

async function readOpen(clusterId: string): Promise<OpenRow[]> {
  return query(
    (database) => database.$queryRaw<OpenRow[]>`
      select e."node", e."nodeId", e."port", e."protocol", array_agg(distinct e."vantageKind") as "kinds",
        max(e."service") filter (where not e."service" = any(${[...generic]}::text[])) as "speaks"
      from ${exposureRows()} e
      where e."clusterId" = ${clusterId} and e."state" = 'open' and e."nodeId" is not null
        and (e."protocol" = 'TCP' or e."answerId" is not null)
      group by 1, 2, 3, 4 order by 3, 4, 1`,
  );
}

/** Open findings about a port that are severe, on its node or of what has it on every node. */
async function readSevere(clusterId: string): Promise<Map<string, FindingRow>> {
  const rows = await query(
    (database) => database.$queryRaw<FindingRow[]>`
      select f."nodeId", f."port", coalesce(f."protocol", 'TCP') as "protocol", f."severity", f."headline"
      from "Finding" f
      where f."clusterId" = ${clusterId} and f."state" in ('open', 'acknowledged')
        and f."severity" in ('critical', 'high') and f."port" is not null and f."checkId" <> ${baselineCheck}
      order by f."severityRank", f."checkId"`,
  );
  const worst = new Map<string, FindingRow>();
  for (const row of rows) {
    const key = placeKey(row.nodeId, row.port, row.protocol);
    if (!worst.has(key)) worst.set(key, row);
  }
  return worst;
}

async function readOwners(clusterId: string): Promise<Map<string, PortOwner[]>> {
  const rows = await query((database) => database.portOwner.findMany({ where: { clusterId }, orderBy: { id: "asc" } }));
  return Map.groupBy(
    rows.map(({ facts }) => fromJson<PortOwner>(facts)),
    ({ node, port, protocol }) => placeKey(node, port, protocol),
  );
}

const named = ({ namespace, name }: PortOwner) => (namespace === null ? name : `${namespace}/${name}`);

/** "Deployment payments/api through Service payments/api". */
function explanationOf(owner: PortOwner): string {
  if (owner.via === "component") return `${owner.name}'s own port`;
  const through = `${owner.kind} ${named(owner)} (${owner.via})`;
  const [workload, ...more] = owner.workloads;
  if (workload === undefined || workload === `${owner.kind} ${named(owner)}`) return through;
  return `${workload}${more.length > 0 ? ` and ${more.length} more` : ""} through ${through}`;
}

/** Ports that are open now on the cluster's nodes, from whatever place, with who has them and what is wrong with them. */
export async function readOpenPorts(clusterId: string): Promise<OpenPorts> {
  const [nodes, rows, severe, owners] = await Promise.all([
    readNodes(clusterId),
    readOpen(clusterId),
    readSevere(clusterId),
    readOwners(clusterId),
  ]);
  const known = new Map(
    nodes.map(({ id, name, roles, distribution, kubeletPort }) => {
      const role = roles.some((one) => controlRoles.has(one)) ? "control-plane" : "worker";
      return [id, { node: name, role, distribution, kubeletPort }] as const;
    }),
  );
  const open = rows.flatMap((row): SeenPort[] => {
    const node = known.get(row.nodeId);
    if (!node) return [];
    const { port, protocol } = row;
    const declared = [node.node, null].flatMap((name) => owners.get(placeKey(name, port, protocol)) ?? []);
    const finding = severe.get(placeKey(row.nodeId, port, protocol)) ?? severe.get(placeKey(null, port, protocol));
    return [seenPort(row, node, declared, finding)];
  });
  return { open, nodes: [...known.values()].map(({ node, role, distribution }) => ({ node, role, distribution })) };
}

type Known = KnownNode & { kubeletPort: number };

function seenPort(
  row: OpenRow,
  node: Known,
  declared: readonly PortOwner[],
  finding: FindingRow | undefined,
): SeenPort {
  const { port, protocol, kinds, speaks } = row;
  const [owner] = declared;
  // What a Service has on every node is its node port; its own port on some address is another thing.
  const services = declared.filter(({ kind, node: on }) => kind === "Service" && on === null);
  const service = services.find(({ via }) => via !== "healthCheckNodePort");
  const own = node.kubeletPort === port && protocol === "TCP" ? "the kubelet's own port" : null;
  return {
    ...{ node: node.node, role: node.role, distribution: node.distribution, port, protocol },
    vantages: kinds,
    services: [...new Set(services.map(named))],
    explanation: owner ? explanationOf(owner) : own,
    owner: owner?.team ?? null,
    speaks,
    nodePortOf: service ? named(service) : null,
    finding: finding ? { severity: finding.severity, title: finding.headline } : null,
  };
}
