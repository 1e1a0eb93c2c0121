import type { CertificateSigningRequest } from "../../domain/inventory.ts";
import { hardened, type Seen, withInventory } from "../sample-evidence.ts";

type Asked = NonNullable<CertificateSigningRequest["request"]>;

/** What the kubelet of worker-1 asks for. */
export const ofWorker: Asked = {
  commonName: "system:node:worker-1",
  organizations: ["system:nodes"],
  dnsNames: ["worker-1"],
  ipAddresses: ["192.0.2.21"],
};

/** A request for worker-1's serving certificate that waits for approval. */
export function csr(changes: Partial<CertificateSigningRequest> = {}): CertificateSigningRequest {
  return {
    uid: "uid-csr",
    name: "csr-j52ps",
    signerName: "kubernetes.io/kubelet-serving",
    username: "system:node:worker-1",
    node: "worker-1",
    state: "Pending",
    createdAt: "2026-11-21T07:58:00.000Z",
    decidedAt: null,
    request: ofWorker,
    usages: ["digital signature", "server auth"],
    expirationSeconds: null,
    issued: false,
    ...changes,
  };
}

/** A request for a client certificate of the API server, by an administrator. */
export function clientCsr(asked: Partial<Asked>, changes: Partial<CertificateSigningRequest> = {}) {
  return csr({
    signerName: "kubernetes.io/kube-apiserver-client",
    username: "kubernetes-admin",
    node: null,
    request: { commonName: "alice", organizations: [], dnsNames: [], ipAddresses: [], ...asked },
    usages: ["client auth"],
    ...changes,
  });
}

export function withCsrs(requests: CertificateSigningRequest[] | null, seen: Seen = hardened()): Seen {
  return withInventory(seen, { certificateSigningRequests: requests });
}

/** Requests could not be listed for want of a permission. */
export const withoutCsrs: Seen = withInventory(hardened(), {
  certificateSigningRequests: null,
  lost: [{ need: "list certificatesigningrequests", why: "403", grant: "rule" }],
});
