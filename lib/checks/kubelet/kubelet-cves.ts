import type { Distribution } from "../../domain/distribution.ts";

interface KubeletCve {
  id: string;
  /** Ports through which it is used; "kubelet" is the node's own kubelet port. */
  ports: (number | "kubelet")[];
  /** First fixed patch of each affected minor of Kubernetes 1.x. */
  fixedIn: Record<number, number>;
  /** True where every minor before the first listed one is affected, too, and was never fixed. */
  andOlder: boolean;
  flaw: string;
}

/** Flaws that are used through a kubelet's port. Sources: kubernetes/kubernetes issues 130016, 89377 and 81023. */
export const kubeletCves: readonly KubeletCve[] = [
  {
    id: "CVE-2025-0426",
    ports: [10255],
    // Checkpointing is on by default from 1.30; 1.29 is affected only where its feature gate was switched on.
    fixedIn: { 30: 10, 31: 6, 32: 2 },
    andOlder: false,
    flaw: "checkpoint requests to the read-only port fill the node's disk",
  },
  {
    id: "CVE-2020-8551",
    ports: ["kubelet", 10255],
    fixedIn: { 15: 10, 16: 7, 17: 3 },
    andOlder: false,
    flaw: "requests to the kubelet's API exhaust its memory",
  },
  {
    id: "CVE-2019-11248",
    ports: [10248],
    fixedIn: { 12: 10, 13: 8, 14: 4 },
    andOlder: true,
    flaw: "the health port serves /debug/pprof",
  },
];

export interface KubeletVersion {
  minor: number;
  patch: number;
  /** Whatever follows the patch number, e.g. "-eks-ba74326". */
  suffix: string;
}

/** Reads "v1.31.4-eks-1234"; null for what is no version of Kubernetes 1.x. */
export function parseKubeletVersion(version: string | null): KubeletVersion | null {
  const match = /^v?1\.(\d{1,3})\.(\d{1,3})(.*)$/.exec(version ?? "");
  return match ? { minor: Number(match[1]), patch: Number(match[2]), suffix: match[3] ?? "" } : null;
}

export function isAffected({ fixedIn, andOlder }: KubeletCve, { minor, patch }: KubeletVersion): boolean {
  const fixed = fixedIn[minor];
  if (fixed !== undefined) return patch < fixed;
  return andOlder && minor < Math.min(...Object.keys(fixedIn).map(Number));
}

/** Vendors that carry fixes back into older versions, so that a version alone proves little. */
export function hasBackports(distribution: Distribution, { suffix }: KubeletVersion): boolean {
  const vendors: Distribution[] = ["eks", "gke", "aks", "openshift", "rke2"];
  return vendors.includes(distribution) || /-eks|-gke|\+rke2/.test(suffix);
}

/** CVE-2024-9042 (kubernetes/kubernetes issue 129654): first fixed patch of each minor; older minors are affected. */
const systemLogQueryFlaw: KubeletCve = {
  id: "CVE-2024-9042",
  ports: ["kubelet"],
  fixedIn: { 29: 13, 30: 9, 31: 5, 32: 1 },
  andOlder: true,
  flaw: "the log query runs commands on Windows nodes",
};

/** True where the log query of a Windows node of this version can be made to run commands. */
export function isSystemLogQueryFlawed(kubeletVersion: string | null): boolean {
  const version = parseKubeletVersion(kubeletVersion);
  return version !== null && isAffected(systemLogQueryFlaw, version);
}
