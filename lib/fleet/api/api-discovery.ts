import { verbsOf } from "../apply/api-writes.ts";
import { type ClusterState, mainApiServer } from "../state.ts";
import { resourcesOf, reviewResources } from "./api-resources.ts";

/** Versions by name of the group; the core group has no name and stands elsewhere. */
function groupsOf(cluster: ClusterState): Map<string, string> {
  const kinds = [...resourcesOf(cluster), ...reviewResources.map(({ group }) => ({ group, version: "v1" }))];
  const named = kinds.filter((one) => one.group !== "").map((one) => [one.group, one.version] as const);
  return new Map(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** /api */
export function apiVersions(cluster: ClusterState): unknown {
  const { address, port } = mainApiServer(cluster);
  return {
    kind: "APIVersions",
    versions: ["v1"],
    serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: `${address}:${port}` }],
  };
}

function groupEntry(name: string, version: string) {
  const entry = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [entry], preferredVersion: entry };
}

/** /apis */
export function apiGroupList(cluster: ClusterState): unknown {
  const groups = [...groupsOf(cluster)].map(([name, version]) => groupEntry(name, version));
  return { kind: "APIGroupList", apiVersion: "v1", groups };
}

/** /apis/GROUP, or undefined for a group that is not served. */
export function apiGroup(cluster: ClusterState, name: string): unknown {
  const version = groupsOf(cluster).get(name);
  return version === undefined ? undefined : { kind: "APIGroup", apiVersion: "v1", ...groupEntry(name, version) };
}

/** /api/v1 and /apis/GROUP/VERSION, or undefined for what is not served. */
export function apiResourceList(cluster: ClusterState, group: string, version: string): unknown {
  if (version !== (group === "" ? "v1" : groupsOf(cluster).get(group))) return undefined;
  const served = resourcesOf(cluster)
    .filter((one) => one.group === group)
    .flatMap((one) => [
      {
        name: one.plural,
        singularName: one.singular,
        namespaced: one.namespaced,
        kind: one.kind,
        verbs: verbsOf(one),
        ...(one.shortNames.length > 0 ? { shortNames: one.shortNames } : {}),
      },
      ...(one.plural === "nodes"
        ? [{ name: "nodes/proxy", singularName: "", namespaced: false, kind: "NodeProxyOptions", verbs: ["get"] }]
        : []),
    ]);
  const reviews = reviewResources
    .filter((one) => one.group === group)
    .map((one) => ({
      name: one.plural,
      singularName: one.kind.toLowerCase(),
      namespaced: false,
      kind: one.kind,
      verbs: ["create"],
    }));
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: group === "" ? version : `${group}/${version}`,
    resources: [...served, ...reviews],
  };
}

/** /version */
export function versionInfo(cluster: ClusterState): unknown {
  const [major = "1", minor = "36"] = cluster.version.slice(1).split(".");
  return {
    major,
    minor: cluster.spec.managed && cluster.distribution !== "aks" ? `${minor}+` : minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion: cluster.version,
    gitCommit: cluster.seed.hex(40, cluster.name, "commit"),
    gitTreeState: "clean",
    buildDate: "2026-08-21T00:00:00Z",
    goVersion: "go1.26.10",
    compiler: "gc",
    platform: "linux/amd64",
  };
}

const hooks = [
  "poststarthook/start-apiserver-admission-initializer",
  "poststarthook/generic-apiserver-start-informers",
  "poststarthook/priority-and-fairness-config-consumer",
  "poststarthook/priority-and-fairness-filter",
  "poststarthook/storage-object-count-tracker-hook",
  "poststarthook/start-apiextensions-informers",
  "poststarthook/start-apiextensions-controllers",
  "poststarthook/crd-informer-synced",
  "poststarthook/start-system-namespaces-controller",
  "poststarthook/start-cluster-authentication-info-controller",
  "poststarthook/start-legacy-token-tracking-controller",
  "poststarthook/start-service-ip-repair-controllers",
  "poststarthook/rbac/bootstrap-roles",
  "poststarthook/bootstrap-controller",
  "poststarthook/start-kubernetes-service-cidr-controller",
  "poststarthook/aggregator-reload-proxy-client-cert",
  "poststarthook/start-kube-aggregator-informers",
  "poststarthook/apiservice-registration-controller",
  "poststarthook/apiservice-discovery-controller",
  "poststarthook/kube-apiserver-autoregistration",
  "autoregister-completion",
  "poststarthook/apiservice-openapi-controller",
];

/** Body of /healthz, /livez and /readyz. */
export function healthText(name: "healthz" | "livez" | "readyz", verbose: boolean): string {
  if (!verbose) return "ok";
  const checks = [
    "ping",
    "log",
    ...(name === "readyz" ? ["informer-sync"] : ["loopback-serving-certificate", "etcd"]),
    ...hooks,
  ];
  const all = name === "readyz" ? [...checks, "shutdown"] : checks;
  return `${all.map((check) => `[+]${check} ok\n`).join("")}${name} check passed\n`;
}
