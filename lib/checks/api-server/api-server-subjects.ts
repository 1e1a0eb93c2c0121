import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { Subject } from "../../domain/subject.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";

/** Every API server by itself: each control-plane node, or the endpoint where a provider hides the control plane. */
export function apiServerSubjects(evidence: Evidence): Subject[] {
  const nodes = controlPlaneSubjects(
    evidence,
    (node) => securePort(evidence, node),
    ({ apiServer }) => apiServer?.transport === "https",
  );
  return evidence.inventory.nodes.some(isControlPlane) ? nodes : [...endpointSubject(evidence), ...nodes];
}

function endpointSubject(evidence: Evidence): Subject[] {
  const { endpoint, uid, name } = evidence.inventory.cluster;
  const url = endpoint === null ? null : URL.parse(endpoint);
  if (!url) return [];
  const address = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || 443);
  return [{ kind: "Cluster", uid: uid ?? url.host, name, address, port, protocol: "TCP" }];
}

function securePort(evidence: Evidence, node: string): number {
  const pod = evidence.inventory.staticPods?.find(
    (entry) => entry.node === node && entry.component === "kube-apiserver",
  );
  const usual = evidence.node(node)?.distribution === "microk8s" ? 16_443 : 6443;
  return Number(pod?.flags["--secure-port"]) || usual;
}

/** "API server on cp-1 (6443/TCP)". */
export function apiServerOn({ kind, name, port }: Subject): string {
  return `API server ${kind === "Cluster" ? "of" : "on"} ${name} (${formatPort(port ?? 6443)})`;
}
