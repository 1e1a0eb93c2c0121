import type { Distribution } from "../../domain/distribution.ts";

/** "CIS EKS v1.8 §3.2.1, §3.2.2", taken apart. */
export interface CisReference {
  /** null: Kubernetes as such. */
  distribution: Distribution | null;
  versions: string[];
  numbers: string[];
}

const distributions: Record<string, Distribution> = { eks: "eks", gke: "gke", aks: "aks", openshift: "openshift" };

/** null for a text that is not of that form. */
export function parseCis(text: string): CisReference | null {
  const match = /^CIS (?:Kubernetes Benchmark|(EKS|GKE|AKS|OpenShift)) (v[\d.]+(?: and v[\d.]+)*) (§.+)$/.exec(text);
  if (!match) return null;
  const [, name, versions = "", numbers = ""] = match;
  const found = [...numbers.matchAll(/§(\d+(?:\.\d+)+)/g)].map((number) => number[1] ?? "");
  if (numbers.replaceAll(/§\d+(\.\d+)+|[,\s]/g, "") !== "" || found.length === 0) return null;
  return {
    distribution: name ? (distributions[name.toLowerCase()] ?? null) : null,
    versions: versions.split(" and "),
    numbers: found,
  };
}

export interface ToolReference {
  tool: string;
  /** null where only the tool is named: it shows the thing and has no rule for it. */
  id: string | null;
}

const spelling: Record<string, string> = {
  kubescape: "Kubescape",
  trivy: "Trivy",
  prowler: "Prowler",
  nuclei: "Nuclei",
  checkov: "Checkov",
  nmap: "Nmap",
  cdk: "CDK",
};

/** "kubescape C-0069" → Kubescape's rule C-0069; a list behind slashes is one entry an id. */
export function parseTool(text: string): ToolReference[] {
  const [word = "", ...rest] = text.trim().split(/\s+/);
  const tool = spelling[word.toLowerCase()] ?? word;
  const id = rest.join(" ").replace(/^\((.*)\)$/, "");
  if (id === "" || /^\(/.test(rest[0] ?? "")) return [{ tool, id: null }];
  return /^[A-Z]+\d+(\/[A-Z]+\d+)+$/.test(id) ? id.split("/").map((one) => ({ tool, id: one })) : [{ tool, id }];
}

/** One spelling of an id for comparing: "AVD-KCV-0079", "KCV-0079" and "kcv0079" are one. */
export function plainId(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/^avd-/, "")
    .replace(/^(kcv|ksv)-?0*(\d+)$/, (_, family: string, number: string) => `${family}${number.padStart(4, "0")}`);
}
