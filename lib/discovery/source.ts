import type { Distribution } from "../domain/distribution.ts";

/** Where a cluster's inventory comes from. `text` may hold credentials: it is never logged, echoed or stored here. */
export type ClusterSource =
  | KubeconfigSource
  | { kind: "in-cluster" }
  | { kind: "inventory"; text: string; name: string };

export interface KubeconfigSource {
  kind: "kubeconfig";
  text: string;
  context?: string;
  origin: KubeconfigOrigin;
  /** The folder that relative paths in the server's own file start from. */
  directory?: string;
}

/** "upload" is what a browser or an API client sent; "file" is the server's own, which may name files and plugins. */
export type KubeconfigOrigin = "upload" | "file";

export interface DiscoveryOptions {
  signal: AbortSignal;
  now(): Date;
  /** For every single call; 10,000 ms unless given. */
  timeoutMs?: number;
  onProgress?: (message: string) => void;
  /** Only these nodes' kubelet configurations are read; the others are absent from the inventory. */
  onlyNodes?: string[];
  /**
   * Only what meets these needs is read, beside the nodes and the cluster's identity; every other list is null without
   * being lost. Networks and the NodePort range are told from "list pods". Everything unless given.
   */
  only?: readonly string[];
}

export const defaultTimeoutMs = 10_000;

export interface ConnectionReport {
  ok: boolean;
  server: string | null;
  version: string | null;
  distribution: Distribution | null;
  /** Nodes of the cluster, or addresses of an inventory file; null when they could not be counted. */
  nodes: number | null;
  steps: ConnectionStep[];
}

/** "missing" is a permission that is not granted; "failed" is anything else that did not work. */
export interface ConnectionStep {
  id: string;
  title: string;
  state: "ok" | "failed" | "missing";
  detail: string;
  grant?: string;
}
