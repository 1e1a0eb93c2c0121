import type { ImportPlace } from "./define-importer.ts";
import { checksAbout, importPlace, type PlaceOptions } from "./import-place.ts";

/** Two nodes, and four checks that other tools have rules for. */
export function samplePlace(options: Partial<PlaceOptions> = {}): ImportPlace {
  const rules = [
    { id: "kubelet-anonymous-auth-enabled", tools: ["kube-bench 4.2.1", "kubescape C-0069"] },
    { id: "kubelet-readonly-port-open", tools: ["kube-bench 4.2.4", "kubescape C-0069"] },
    { id: "etcd-client-cert-not-required", tools: ["kube-bench 2.2", "trivy KCV0043"] },
    { id: "kubelet-authorization-always-allow", tools: ["kube-bench 4.2.2", "trivy KCV0080"] },
  ];
  return importPlace({
    nodes: [
      { name: "worker-1", addresses: ["192.0.2.11", "2001:db8::11"] },
      { name: "cp-1", addresses: ["192.0.2.1"] },
    ],
    node: null,
    vantage: { name: "office", kind: "other-network" },
    at: "2026-11-01T10:00:00.000Z",
    checksFor: checksAbout(rules, (tool, id) =>
      rules.filter(({ tools }) => tools.includes(`${tool} ${id}`)).map((rule) => rule.id),
    ),
    ...options,
  });
}
