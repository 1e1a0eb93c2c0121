import { type VantageKind, whoStandsAt } from "../../domain/vantage.ts";
import { count, number } from "./plural.ts";

/** The vocabulary of the contract, as people read it. */
export const words = {
  severity: { critical: "Critical", high: "High", medium: "Medium", low: "Low", info: "Info" },
  verdict: { fail: "Fail", pass: "Pass", unknown: "Unknown", "not-applicable": "Not applicable" },
  /** The five words of a result: four verdicts, and what a person decided about a fail. */
  result: { fail: "Fail", pass: "Pass", unknown: "Unknown", "not-applicable": "Not applicable", accepted: "Accepted" },
  resultMeaning: {
    fail: "looked at, and it is not as wanted",
    pass: "looked at, and it is as wanted",
    unknown: "could not be checked; never counted as a pass",
    "not-applicable": "the question does not arise here",
    accepted: "it fails, and a person decided to live with it; a scan still counts it as a fail",
  },
  verdictMeaning: {
    fail: "looked at, and it is not as wanted",
    pass: "looked at, and it is as wanted",
    unknown: "could not be checked; never counted as a pass",
    "not-applicable": "the question does not arise here",
  },
  portState: {
    open: "open",
    closed: "closed",
    filtered: "filtered",
    "open|filtered": "open or filtered",
    unknown: "not known",
  },
  portStateMeaning: {
    open: "something accepts connections",
    closed: "the host refuses connections",
    filtered: "no answer: dropped on the way",
    "open|filtered": "no answer to UDP: open, or dropped on the way",
    unknown: "not looked at, or the probe broke",
  },
  findingState: {
    open: "Open",
    acknowledged: "Acknowledged",
    accepted: "Accepted",
    "false-positive": "False positive",
    resolved: "Resolved",
  },
  /** What a finding is, within a line. */
  findingIs: {
    acknowledged: "acknowledged",
    accepted: "accepted",
    "false-positive": "false positive",
    resolved: "resolved",
  },
  resolution: {
    fixed: "fixed",
    "node-gone": "node gone",
    "check-retired": "check retired",
    "out-of-scope": "out of scope",
  },
  scanState: {
    queued: "Queued",
    running: "Running",
    complete: "Complete",
    partial: "Partial",
    failed: "Failed",
    cancelled: "Cancelled",
  },
  scanTrigger: { manual: "by hand", schedule: "schedule", recheck: "re-check", cli: "command line" },
  profile: { quick: "Quick", standard: "Standard", full: "Full" },
  vantage: {
    internet: "internet",
    "other-network": "other network",
    pod: "pod",
    "worker-node": "node network",
    "control-plane": "control plane",
    "node-local": "node itself",
  },
  /** Who stands at a vantage, as subject and as object. */
  who: (kind: VantageKind) => whoStandsAt(kind),
  section: {
    kubelet: "Kubelet",
    etcd: "etcd",
    "api-server": "API server",
    "control-plane": "Control plane",
    nodeport: "NodePort",
    other: "Other",
  },
  component: {
    kubelet: "Kubelet",
    etcd: "etcd",
    "api-server": "API server",
    "controller-manager": "Controller manager",
    scheduler: "Scheduler",
    "kube-proxy": "kube-proxy",
    nodeport: "NodePort",
    service: "Service",
    "host-port": "Host port",
    "network-policy": "Network policy",
    rbac: "RBAC",
    certificate: "Certificate",
    cni: "CNI",
    other: "Other",
  },
  source: { kubeconfig: "kubeconfig", "in-cluster": "in-cluster", inventory: "inventory file" },
  number,
  finding: (value: number) => count(value, "finding"),
  /** Beside every count of nodes or findings: of how many. */
  coverage: (checked: number, known: number) => `${number(checked)} of ${count(known, "node")} checked`,
} as const;
