import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Workload } from "../../domain/workload.ts";
import { inventoryItem } from "../evidence-items.ts";
import { approvalRights } from "./csr-remediation.ts";

/** Names of controllers that approve kubelets' serving certificates, as their images and workloads carry them. */
const approverName =
  /kubelet-csr-approver|kubelet-serving-cert-approver|kubelet-rubber-stamp|machine-approver|csr-approver/;
const servingSigner = "kubernetes.io/kubelet-serving";
/** Longer than any controller takes. */
const patienceSeconds = 900;

export interface Approvals {
  /** Of the serving certificates approved within the hour that requests are kept; null where there was none. */
  medianSeconds: number | null;
  /** Requests that waited longer than any controller takes. */
  waiting: number;
  items: EvidenceItem[];
}

/** Workloads that are known to approve; null where workloads were not read. */
export function approversOf(workloads: Workload[] | null): { text: string; why: string }[] | null {
  return (
    workloads?.flatMap(({ kind, namespace, name, images }) => {
      const seen = [name, ...images].find((text) => approverName.test(text));
      return seen ? [{ text: `${kind} ${namespace}/${name}`, why: `known as an approver by ${seen}` }] : [];
    }) ?? null
  );
}

/** How fast serving certificates were approved; null where requests could not be listed. */
export function readApprovals(evidence: Evidence): Approvals | null {
  const requests = evidence.inventory.certificateSigningRequests?.filter(
    ({ signerName }) => signerName === servingSigner,
  );
  if (!requests) return null;
  const seconds = requests.flatMap(({ state, createdAt, decidedAt }) => {
    const took = (Date.parse(decidedAt ?? "") - Date.parse(createdAt)) / 1000;
    return state === "Approved" && !Number.isNaN(took) ? [Math.max(0, Math.round(took))] : [];
  });
  const late = requests.filter(
    ({ state, createdAt }) =>
      state === "Pending" && (evidence.now.getTime() - Date.parse(createdAt)) / 1000 > patienceSeconds,
  );
  const medianSeconds = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? null;
  const received = [
    medianSeconds === null ? "none was approved lately" : `${seconds.length} approved, median ${medianSeconds} s`,
    ...(late.length > 0 ? [`${late.length} pending for over ${patienceSeconds / 60} minutes`] : []),
  ].join("; ");
  const items = [inventoryItem(`certificatesigningrequests of ${servingSigner}`, received, evidence.inventory.at)];
  return { medianSeconds, waiting: late.length, items };
}

/** Programs of the cluster's owner that may approve; null where roles could not be read. */
export function holdersOf(evidence: Evidence): string[] | null {
  const [right] = approvalRights;
  const holders = right ? evidence.holders(right) : null;
  if (holders === null) return null;
  const programs = holders.filter(({ subject, expected }) => subject.kind === "ServiceAccount" && !expected);
  return [...new Set(programs.map(({ subject }) => `ServiceAccount ${subject.namespace ?? ""}/${subject.name}`))];
}
