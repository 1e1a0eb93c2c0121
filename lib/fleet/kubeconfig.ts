import { stringify } from "yaml";
import type { Pki } from "./pki.ts";
import { type ClusterState, mainApiServer } from "./state.ts";

/** Bearer tokens of one cluster's identities. */
export interface IssuedTokens {
  scanner: string;
  viewer: string;
  expired: string;
}

export type Identity = "admin" | keyof IssuedTokens;

export const kubeconfigNames: Record<Identity, string> = {
  admin: "kubeconfig",
  scanner: "kubeconfig-scanner",
  viewer: "kubeconfig-viewer",
  expired: "kubeconfig-expired-token",
};

export interface KubeconfigEntry {
  cluster: ClusterState;
  pki: Pki;
  tokens: IssuedTokens;
}

/** https://address:port that the kubeconfig names for a cluster. */
export function serverUrl(cluster: ClusterState): string {
  const { address, port } = mainApiServer(cluster);
  return `https://${address}:${port}`;
}

/** One file for all clusters, a context each, all as the same identity; the first is the current one. */
export function kubeconfigText(entries: KubeconfigEntry[], identity: Identity): string {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const user = ({ pki, tokens }: KubeconfigEntry) =>
    identity === "admin"
      ? { "client-certificate-data": base64(pki.admin.cert), "client-key-data": base64(pki.admin.key) }
      : { token: tokens[identity] };
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: entries.map(({ cluster, pki }) => ({
      name: cluster.name,
      cluster: { server: serverUrl(cluster), "certificate-authority-data": base64(pki.authority.cert) },
    })),
    users: entries.map((entry) => ({ name: `${entry.cluster.name}-${identity}`, user: user(entry) })),
    contexts: entries.map(({ cluster }) => ({
      name: cluster.name,
      context: { cluster: cluster.name, user: `${cluster.name}-${identity}` },
    })),
    "current-context": entries[0]?.cluster.name ?? "",
  });
}
