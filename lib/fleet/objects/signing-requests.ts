import { type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import { type KubeObject, kubeTime, meta } from "./kube-object.ts";

const hourMs = 3_600_000;

/** What the certificate room knows of one node's request. */
export interface RequestMaterial {
  /** PKCS #10 in PEM. */
  request: string;
  /** Serving certificate in PEM, once issued. */
  certificate: string;
}

/** Name of the request that a node's kubelet made for its serving certificate. */
export function requestName(cluster: ClusterState, node: NodeState): string {
  return `csr-${cluster.seed.suffix(5, cluster.name, node.name, "serving")}`;
}

/** Name of the request by which one node's identity asks for another node's names. */
export function forgedRequestName(cluster: ClusterState): string {
  return `csr-${cluster.seed.suffix(5, cluster.name, "forged")}`;
}

/** Key of the forged request's material, which no node can have as its name. */
export const forgedMaterial = "/forged";

/** Node whose identity made the forged request, and the one whose names it asks for. */
export function forgedParties(cluster: ClusterState): [requester: NodeState, victim: NodeState] | undefined {
  const [victim] = cluster.nodes.filter((node) => node.role === "control-plane" && !node.hidden);
  const requester = cluster.nodes.filter((node) => node.role === "worker").at(-1);
  return cluster.initial.forgedServingRequest && victim && requester ? [requester, victim] : undefined;
}

/** Nodes that made a serving request, or will once their kubelet no longer signs for itself. */
export function requestingNodes(cluster: ClusterState): NodeState[] {
  return visibleNodes(cluster).filter(({ initial: { servingCertificate } }) =>
    ["pending", "self-signed"].includes(servingCertificate),
  );
}

/** A request stays in the API for an hour after it was approved. */
function hasRequested({ initial, settings }: NodeState): boolean {
  return initial.servingCertificate === "pending" || settings.servingCertificate !== "self-signed";
}

/** The CertificateSigningRequest objects. */
export function signingRequestObjects(cluster: ClusterState, material: Map<string, RequestMaterial>): KubeObject[] {
  const found = requestingNodes(cluster)
    .filter(hasRequested)
    .flatMap((node) => {
      const known = material.get(node.name);
      if (!known) return [];
      const decision = node.settings.servingCertificate === "pending" ? "pending" : "approved";
      return [requestObject(cluster, requestName(cluster, node), node.name, known, decision)];
    });
  const forged = material.get(forgedMaterial);
  const parties = forgedParties(cluster);
  if (forged && parties) {
    const decision = cluster.settings.forgedServingRequest ? "pending" : "denied";
    found.push(requestObject(cluster, forgedRequestName(cluster), parties[0].name, forged, decision));
  }
  return found;
}

function requestObject(
  cluster: ClusterState,
  name: string,
  node: string,
  known: RequestMaterial,
  decision: "pending" | "approved" | "denied",
): KubeObject {
  const createdAt = new Date(Math.floor((cluster.now().getTime() - 3 * hourMs) / 1000) * 1000);
  return {
    apiVersion: "certificates.k8s.io/v1",
    kind: "CertificateSigningRequest",
    metadata: { ...meta(cluster, "CertificateSigningRequest", name, { createdAt }), generateName: "csr-" },
    spec: {
      groups: ["system:nodes", "system:authenticated"],
      request: base64(known.request),
      signerName: "kubernetes.io/kubelet-serving",
      usages: ["digital signature", "server auth"],
      username: `system:node:${node}`,
    },
    status: decision === "pending" ? {} : decided(decision, known, kubeTime(cluster.now())),
  };
}

function decided(decision: "approved" | "denied", known: RequestMaterial, at: string): Record<string, unknown> {
  const denied = decision === "denied";
  return {
    ...(denied ? {} : { certificate: base64(known.certificate) }),
    conditions: [
      {
        type: denied ? "Denied" : "Approved",
        status: "True",
        reason: denied ? "KubectlDeny" : "KubectlApprove",
        message: `This CSR was ${decision} by kubectl certificate ${denied ? "deny" : "approve"}.`,
        lastTransitionTime: at,
        lastUpdateTime: at,
      },
    ],
  };
}

function base64(pem: string): string {
  return Buffer.from(pem).toString("base64");
}
