import type { V1Namespace } from "@kubernetes/client-node";
import type { ClusterNamespace } from "../domain/workload.ts";
import type { Connection } from "./connect.ts";
import { createdAt } from "./object-marks.ts";
import { readAll } from "./paging.ts";

export function readNamespaces({ core, signal }: Connection): Promise<ClusterNamespace[]> {
  return readAll(
    (page) => core.listNamespace(page),
    (namespace) => [toClusterNamespace(namespace)],
    signal,
  );
}

export function toClusterNamespace({ metadata }: V1Namespace): ClusterNamespace {
  return {
    name: metadata?.name ?? "",
    uid: metadata?.uid ?? "",
    labels: metadata?.labels ?? {},
    createdAt: createdAt(metadata),
  };
}
