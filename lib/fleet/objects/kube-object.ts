import type { ClusterState } from "../state.ts";

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  creationTimestamp: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  managedFields?: unknown[];
  generateName?: string;
}

/** An object as the API sends it. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** "2026-11-21T08:00:00Z": Kubernetes writes times without fractions. */
export function kubeTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export interface MetaOptions {
  namespace?: string;
  createdAt?: Date;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  uid?: string;
}

/** Metadata that depends only on the seed and the name. */
export function meta(cluster: ClusterState, kind: string, name: string, options: MetaOptions = {}): ObjectMeta {
  const { namespace, createdAt = cluster.createdAt, labels, annotations, uid } = options;
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: uid ?? cluster.seed.uuid(cluster.name, kind, namespace ?? "", name),
    resourceVersion: String(1000 + cluster.seed.number(900_000, cluster.name, kind, namespace ?? "", name, "version")),
    creationTimestamp: kubeTime(createdAt),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** A managedFields entry of one writer. */
export function writtenBy(manager: string, apiVersion: string, at: Date, operation = "Update"): unknown {
  return {
    manager,
    operation,
    apiVersion,
    time: kubeTime(at),
    fieldsType: "FieldsV1",
    fieldsV1: { "f:spec": { "f:ports": {}, "f:selector": {}, "f:type": {} } },
  };
}
