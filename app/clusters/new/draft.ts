import type { NewCluster } from "../../../lib/domain/views/cluster-view.ts";

/** The three ways to reach a cluster. */
export const sources = ["kubeconfig", "in-cluster", "inventory"] as const;

/** What has been typed so far. It lives in the browser's memory alone: no secret of it is ever rendered by the server. */
export interface Draft {
  source: NewCluster["source"];
  origin: NewCluster["origin"];
  kubeconfig: string;
  /** Empty: the one that the kubeconfig names. */
  context: string;
  inventory: string;
  /** Null until somebody types: the suggested name stands there. */
  name: string | null;
  authorizationProofs: boolean;
  scanNow: boolean;
  /** A cron line, or empty. */
  cron: string;
}

export const emptyDraft: Draft = {
  source: "kubeconfig",
  origin: "upload",
  kubeconfig: "",
  context: "",
  inventory: "",
  name: null,
  authorizationProofs: false,
  scanNow: true,
  cron: "",
};

/** The part of a draft that says how the cluster is reached, without the texts that do not belong to its source. */
export function connectionOf({ source, origin, kubeconfig, context, inventory, authorizationProofs }: Draft) {
  return {
    source,
    origin,
    kubeconfig: source === "kubeconfig" && origin === "upload" ? kubeconfig : "",
    context: source === "kubeconfig" ? context : "",
    inventory: source === "inventory" ? inventory : "",
    authorizationProofs,
  };
}

/** False while there is nothing yet that could be tried. */
export function isWritten({ source, origin, kubeconfig, inventory }: Draft): boolean {
  if (source === "kubeconfig") return origin === "file" || kubeconfig.trim() !== "";
  return source === "in-cluster" || inventory.trim() !== "";
}
