import type { KubeObject } from "../objects/kube-object.ts";
import { requestName } from "../objects/signing-requests.ts";
import type { ServiceSettings } from "../service-state.ts";
import type { ClusterState } from "../state.ts";
import { isFields } from "./patches.ts";
import type { ObjectKey } from "./written-objects.ts";

/** What the API server fills in or takes away before it stores an object. */
export function defaulted(plural: string, object: KubeObject): KubeObject {
  if (plural !== "services" || !isFields(object.spec) || object.spec.type !== "ClusterIP") return object;
  const {
    externalTrafficPolicy: _policy,
    allocateLoadBalancerNodePorts: _allocate,
    loadBalancerSourceRanges: _ranges,
    ...spec
  } = object.spec;
  const ports = Array.isArray(spec.ports) ? spec.ports.map(withoutNodePort) : spec.ports;
  return { ...object, spec: { ...spec, ports } };
}

function withoutNodePort(port: unknown): unknown {
  if (!isFields(port)) return port;
  const { nodePort: _nodePort, ...rest } = port;
  return rest;
}

/**
 * What the controllers of a cluster do after a write: kube-proxy opens and closes ports, the signer signs. True where
 * the settings say from then on what the object says, so that it need not be kept.
 */
export function takeEffect(cluster: ClusterState, key: ObjectKey, object: KubeObject | null): boolean {
  if (key.plural === "services") serviceWritten(cluster, key, object);
  if (object && takesNoHostPort(object)) podsReplaced(cluster, key);
  return key.plural === "certificatesigningrequests" && object !== null && requestIssued(cluster, key.name, object);
}

/** Settings that stand for the pods of a Deployment which takes a port of its node. */
const hostPortSettings = {
  "deployments/ops/log-relay": { hostPortCollector: false },
  "deployments/ops/edge-agent": { systemPortAgent: false },
  "deployments/payments/packet-capture": { hostNetworkCapture: false },
} as const;

function podsReplaced(cluster: ClusterState, { plural, namespace, name }: ObjectKey): void {
  const settings = Object.entries(hostPortSettings).find(([key]) => key === `${plural}/${namespace}/${name}`)?.[1];
  Object.assign(cluster.settings, settings);
}

function takesNoHostPort({ spec }: KubeObject): boolean {
  return !/"hostPort":\d|"hostNetwork":true/.test(JSON.stringify(spec ?? {}));
}

function serviceWritten(cluster: ClusterState, { namespace, name }: ObjectKey, object: KubeObject | null): void {
  const service = cluster.services.find((one) => one.namespace === namespace && one.name === name);
  if (!service) return;
  Object.assign(service, object ? settingsOf(object) : { deleted: true });
}

function settingsOf({ spec: of, metadata }: KubeObject): Partial<ServiceSettings> {
  const spec = isFields(of) ? of : {};
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const ports = Array.isArray(spec.ports) ? spec.ports.filter(isFields) : [];
  return {
    type: spec.type === "NodePort" || spec.type === "LoadBalancer" ? spec.type : "ClusterIP",
    approved: metadata.annotations?.["breakwater.dev/nodeport-approved"] ?? null,
    deleted: false,
    externalTrafficPolicy: spec.externalTrafficPolicy === "Local" ? "Local" : "Cluster",
    externalIPs: list(spec.externalIPs),
    sourceRanges: list(spec.loadBalancerSourceRanges),
    allocateNodePorts: ports.some(({ nodePort }) => nodePort !== undefined),
  };
}

function requestIssued(cluster: ClusterState, name: string, object: KubeObject): boolean {
  const status = isFields(object.status) ? object.status : {};
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isFields) : [];
  const node = cluster.nodes.find((one) => requestName(cluster, one) === name);
  if (!node || !conditions.some(({ type }) => type === "Approved")) return false;
  if (node.settings.servingCertificate === "pending") node.settings.servingCertificate = "issued";
  return true;
}
