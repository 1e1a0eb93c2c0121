import { formatPort, type Protocol } from "../../lib/domain/port-state.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import type { NodePortRow, OwnerSource, PortReview, ReviewTarget } from "../../lib/domain/views/port-view.ts";

/** One node port as the review needs it in the browser. */
export interface QueueItem {
  key: string;
  target: Omit<ReviewTarget, "seen"> & { serviceUid: string | null };
  /** "32555/TCP". */
  label: string;
  via: NodePortRow["via"];
  kind: string | null;
  owner: string | null;
  /** The owner where that is somebody who can be asked, and not what runs behind it. */
  team: string | null;
  clusterName: string;
  /** Context of the kubeconfig; null where the cluster has none. */
  context: string | null;
  nodes: number;
  vantages: VantageKind[];
  answers: string[];
  createdAt: string | null;
  review: PortReview | null;
}

const answering = new Set<OwnerSource>(["approval", "baseline", "team"]);

export function queueItem(row: NodePortRow, context: string | null): QueueItem {
  const { clusterId: cluster, port, protocol, namespace, name, serviceUid } = row;
  return {
    key: row.key,
    target: { cluster, port, protocol, namespace: namespace ?? "", service: name ?? "", serviceUid },
    label: formatPort(port, protocol as Protocol),
    via: row.via,
    kind: row.kind,
    owner: row.owner?.name ?? null,
    team: row.owner && answering.has(row.owner.source) ? row.owner.name : null,
    clusterName: row.clusterName,
    context,
    nodes: row.nodes,
    vantages: row.vantages,
    answers: row.answers.flatMap(({ name: answer }) => answer ?? []),
    createdAt: row.createdAt,
    review: row.review,
  };
}

/** "Service payments/debug", "DaemonSet ingress/nginx"; "" of what nobody declares. */
export function objectOf({ kind, target: { namespace, service } }: Pick<QueueItem, "kind" | "target">): string {
  if (kind === null || service === "") return "";
  return `${kind} ${namespace === "" ? service : `${namespace}/${service}`}`;
}
