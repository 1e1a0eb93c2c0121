import type { KubeObject } from "../objects/kube-object.ts";

interface Column {
  name: string;
  /** 0 is always shown, 1 only with -o wide. */
  priority: number;
  cell(object: KubeObject, now: Date): unknown;
}

const text = (value: unknown, otherwise = "<none>") =>
  value === undefined || value === "" ? otherwise : String(value);
const column = (name: string, cell: Column["cell"], priority = 0): Column => ({ name, priority, cell });

/** "12d", "3h5m", "40s": as kubectl writes durations. */
export function age(since: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 1000));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  return days < 730 ? `${days}d` : `${Math.floor(days / 365)}y${days % 365}d`;
}

const name = column("Name", (object) => object.metadata.name);
const ageColumn = column("Age", (object, now) => age(object.metadata.creationTimestamp, now));
const of = <T>(value: unknown) => value as T;

const columns: Record<string, Column[]> = {
  Node: [
    name,
    column("Status", (node) => {
      const conditions = of<{ conditions: { type: string; status: string }[] }>(node.status).conditions;
      return conditions.find((one) => one.type === "Ready")?.status === "True" ? "Ready" : "NotReady";
    }),
    column("Roles", (node) => {
      const roles = Object.keys(node.metadata.labels ?? {}).filter((label) =>
        label.startsWith("node-role.kubernetes.io/"),
      );
      return text(
        roles
          .map((label) => label.slice(24))
          .sort()
          .join(","),
      );
    }),
    ageColumn,
    column("Version", (node) => nodeInfo(node).kubeletVersion),
    column("Internal-IP", (node) => addressOf(node, "InternalIP"), 1),
    column("External-IP", (node) => addressOf(node, "ExternalIP"), 1),
    column("OS-Image", (node) => nodeInfo(node).osImage, 1),
    column("Kernel-Version", (node) => nodeInfo(node).kernelVersion, 1),
    column("Container-Runtime", (node) => nodeInfo(node).containerRuntimeVersion, 1),
  ],
  Pod: [
    name,
    column("Ready", (pod) => {
      const all = of<{ containerStatuses: { ready: boolean }[] }>(pod.status).containerStatuses;
      return `${all.filter((one) => one.ready).length}/${all.length}`;
    }),
    column("Status", (pod) => of<{ phase: string }>(pod.status).phase),
    column("Restarts", () => "0"),
    ageColumn,
    column("IP", (pod) => of<{ podIP: string }>(pod.status).podIP, 1),
    column("Node", (pod) => of<{ nodeName: string }>(pod.spec).nodeName, 1),
    column("Nominated Node", () => "<none>", 1),
    column("Readiness Gates", () => "<none>", 1),
  ],
  Service: [
    name,
    column("Type", (service) => serviceSpec(service).type),
    column("Cluster-IP", (service) => serviceSpec(service).clusterIP),
    column("External-IP", (service) => {
      const balancer = of<{ loadBalancer?: { ingress?: { hostname: string }[] } }>(service.status).loadBalancer;
      return text(balancer?.ingress?.map((one) => one.hostname).join(","));
    }),
    column("Port(s)", (service) =>
      serviceSpec(service)
        .ports.map((port) => `${port.port}${port.nodePort ? `:${port.nodePort}` : ""}/${port.protocol}`)
        .join(","),
    ),
    ageColumn,
    column("Selector", (service) => text(pairs(serviceSpec(service).selector)), 1),
  ],
  Namespace: [name, column("Status", (namespace) => of<{ phase: string }>(namespace.status).phase), ageColumn],
  CertificateSigningRequest: [
    name,
    ageColumn,
    column("SignerName", (request) => of<{ signerName: string }>(request.spec).signerName),
    column("Requestor", (request) => of<{ username: string }>(request.spec).username),
    column("RequestedDuration", () => "<none>"),
    column("Condition", (request) => {
      const status = of<{ conditions?: { type: string }[]; certificate?: string }>(request.status);
      const types = (status.conditions ?? []).map((one) => one.type);
      return types.length === 0 ? "Pending" : [...types, ...(status.certificate ? ["Issued"] : [])].join(",");
    }),
  ],
  ConfigMap: [name, column("Data", (map) => Object.keys(of<Record<string, string>>(map.data ?? {})).length), ageColumn],
  NetworkPolicy: [
    name,
    column("Pod-Selector", (policy) =>
      text(pairs(of<{ podSelector: { matchLabels?: Record<string, string> } }>(policy.spec).podSelector.matchLabels)),
    ),
    ageColumn,
  ],
};

function nodeInfo(node: KubeObject): Record<string, string> {
  return of<{ nodeInfo: Record<string, string> }>(node.status).nodeInfo;
}

function addressOf(node: KubeObject, type: string): string {
  const addresses = of<{ addresses: { type: string; address: string }[] }>(node.status).addresses;
  return text(addresses.find((one) => one.type === type)?.address);
}

function serviceSpec(service: KubeObject) {
  return of<{
    type: string;
    clusterIP: string;
    selector?: Record<string, string>;
    ports: { port: number; nodePort?: number; protocol: string }[];
  }>(service.spec);
}

function pairs(map: Record<string, string> | undefined): string {
  return Object.entries(map ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

/** The Table that kubectl asks for; kinds without columns of their own get name and age. */
export function tableOf(kind: string, items: KubeObject[], metadata: Record<string, unknown>, now: Date): unknown {
  const shown = columns[kind] ?? [name, ageColumn];
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: shown.map((one) => ({
      name: one.name,
      type: "string",
      format: one.name === "Name" ? "name" : "",
      description: "",
      priority: one.priority,
    })),
    rows: items.map((item) => ({
      cells: shown.map((one) => one.cell(item, now)),
      object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: item.metadata },
    })),
  };
}
