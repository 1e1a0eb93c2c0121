import type { Distribution } from "../../domain/distribution.ts";

export interface ApiServerCve {
  id: string;
  flaw: string;
  /** What an attacker needs beside a way to the port. */
  needs: string;
  /** First fixed patch of each affected minor of Kubernetes 1.x; every older minor is affected and was never fixed. */
  fixedIn: Record<number, number>;
  /** Only where an aggregated API server stands behind it. */
  aggregated?: boolean;
  /** From these patches on the fix is there behind this feature gate, off by default. */
  gate?: string;
  /** Gives the whole cluster to whoever uses it. */
  isTakeover?: boolean;
}

export const dosGate = "UnauthenticatedHTTP2DOSMitigation";

/**
 * Flaws that are used through the API server's port. Sources: kubernetes/kubernetes issues 71411, 80983, 83253, 92914,
 * 112513, 113757 and pull requests 121120 and 121196 to 121201.
 */
export const apiServerCves: readonly ApiServerCve[] = [
  {
    id: "CVE-2018-1002105",
    flaw: "an upgraded connection is used to send requests to a backend as the API server",
    needs: "a login that may exec, attach or forward ports, or an aggregated API server, for which no login is needed",
    fixedIn: { 10: 11, 11: 5, 12: 3 },
    isTakeover: true,
  },
  {
    id: "CVE-2019-11247",
    flaw: "cluster-scoped custom resources are reached through a namespace",
    needs: "a login with rights on custom resources in one namespace",
    fixedIn: { 13: 9, 14: 5, 15: 2 },
  },
  {
    id: "CVE-2019-11253",
    flaw: "nested YAML references exhaust processor and memory",
    needs: "a login that may create objects; a cluster made before 1.14 lets callers without one in as well",
    fixedIn: { 13: 12, 14: 8, 15: 5, 16: 2 },
  },
  {
    id: "CVE-2020-8559",
    flaw: "a compromised node redirects upgraded requests to other nodes",
    needs: "a node that is compromised already",
    fixedIn: { 16: 13, 17: 9, 18: 6 },
  },
  {
    id: "CVE-2022-3172",
    flaw: "an aggregated API server redirects clients, with their credentials, anywhere",
    needs: "an aggregated API server that is hostile or compromised",
    fixedIn: { 22: 14, 23: 11, 24: 5, 25: 1 },
    aggregated: true,
  },
  {
    id: "CVE-2022-3294",
    flaw: "the address of a node is not verified when it is proxied to",
    needs: "a login that may change Node objects and proxy to them",
    fixedIn: { 22: 16, 23: 14, 24: 8, 25: 4 },
  },
  {
    id: "CVE-2023-44487",
    flaw: "HTTP/2 streams that are reset at once exhaust the server",
    needs: "no login",
    fixedIn: { 25: 15, 26: 10, 27: 7, 28: 3 },
    gate: dosGate,
  },
];

export interface ApiServerVersion {
  minor: number;
  patch: number;
  suffix: string;
}

/** Reads "v1.31.4-eks-1234"; null for what is no version of Kubernetes 1.x. */
export function parseApiServerVersion(version: string | null): ApiServerVersion | null {
  const match = /^v?1\.(\d{1,3})\.(\d{1,3})(.*)$/.exec(version ?? "");
  return match ? { minor: Number(match[1]), patch: Number(match[2]), suffix: match[3] ?? "" } : null;
}

/** "gated": fixed where the feature gate is on. */
export function standingOf(cve: ApiServerCve, { minor, patch }: ApiServerVersion): "affected" | "gated" | "fixed" {
  const fixed = cve.fixedIn[minor];
  const oldest = Math.min(...Object.keys(cve.fixedIn).map(Number));
  if (fixed === undefined) return minor < oldest ? "affected" : "fixed";
  if (patch < fixed) return "affected";
  return cve.gate ? "gated" : "fixed";
}

/** Who built it, where that vendor carries fixes back into older versions; null for upstream's own. */
export function vendorOf(distribution: Distribution, { suffix }: ApiServerVersion): string | null {
  if (/-eks-/.test(suffix) || distribution === "eks") return "Amazon";
  if (/-gke\./.test(suffix) || distribution === "gke") return "Google";
  if (/\+rke2r\d/.test(suffix) || distribution === "rke2") return "RKE2";
  if (/\+k3s\d/.test(suffix)) return "k3s";
  if (distribution === "aks") return "Microsoft";
  return distribution === "openshift" ? "Red Hat" : null;
}
