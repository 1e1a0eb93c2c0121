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

/** Nodes whose serving request is still in the API: approved ones are collected after an hour. */
export function requestingNodes(cluster: ClusterState): NodeState[] {
  return visibleNodes(cluster).filter((node) => node.initial.servingCertificate === "pending");
}

/** The CertificateSigningRequest objects. */
export function signingRequestObjects(cluster: ClusterState, material: Map<string, RequestMaterial>): KubeObject[] {
  const base64 = (pem: string) => Buffer.from(pem).toString("base64");
  return requestingNodes(cluster).flatMap((node) => {
    const known = material.get(node.name);
    if (!known) return [];
    const createdAt = new Date(Math.floor((cluster.now().getTime() - 3 * hourMs) / 1000) * 1000);
    const approved = node.settings.servingCertificate !== "pending";
    const at = kubeTime(cluster.now());
    return [
      {
        apiVersion: "certificates.k8s.io/v1",
        kind: "CertificateSigningRequest",
        metadata: {
          ...meta(cluster, "CertificateSigningRequest", requestName(cluster, node), { createdAt }),
          generateName: "csr-",
        },
        spec: {
          groups: ["system:nodes", "system:authenticated"],
          request: base64(known.request),
          signerName: "kubernetes.io/kubelet-serving",
          usages: ["digital signature", "server auth"],
          username: `system:node:${node.name}`,
        },
        status: approved
          ? {
              certificate: base64(known.certificate),
              conditions: [
                {
                  type: "Approved",
                  status: "True",
                  reason: "KubectlApprove",
                  message: "This CSR was approved by kubectl certificate approve.",
                  lastTransitionTime: at,
                  lastUpdateTime: at,
                },
              ],
            }
          : {},
      },
    ];
  });
}
