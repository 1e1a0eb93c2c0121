import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import { inventoryItem } from "../evidence-items.ts";

export type Guard =
  | { kind: "guarded" | "open"; says: string; evidence: EvidenceItem[] }
  | { kind: "unknown"; why: string; evidence: EvidenceItem[] };

const plugin = "DenyServiceExternalIPs";
const managed = new Set(["eks", "gke", "aks"]);

/** What would refuse a Service that claims an external IP. */
export function externalIPGuard(evidence: Evidence): Guard {
  return pluginGuard(evidence) ?? policyGuard(evidence) ?? withoutGuard(evidence);
}

function pluginsOf(evidence: Evidence): { plugins: string[]; source: string } | null {
  const { nodes, staticPods } = evidence.inventory;
  for (const node of nodes.filter(isControlPlane)) {
    const { value } = evidence.setting("kube-apiserver", node.name, "enable-admission-plugins");
    if (typeof value === "string" || Array.isArray(value))
      return { plugins: [value].flat().flatMap((text) => text.split(",")), source: `kube-apiserver on ${node.name}` };
  }
  const pod = staticPods?.find(({ component }) => component === "kube-apiserver");
  if (!pod) return null;
  const plugins = (pod.flags["--enable-admission-plugins"] ?? "").split(",");
  return { plugins, source: `Pod ${pod.namespace}/${pod.name}` };
}

function pluginGuard(evidence: Evidence): Guard | null {
  const read = pluginsOf(evidence);
  if (!read?.plugins.some((name) => name.trim() === plugin)) return null;
  const item = inventoryItem(
    `--enable-admission-plugins of ${read.source}`,
    read.plugins.join(","),
    evidence.inventory.at,
  );
  return { kind: "guarded", says: `The admission plugin ${plugin} refuses new external IPs`, evidence: [item] };
}

function policyGuard({ inventory }: Evidence): Guard | null {
  const policy = inventory.admission?.policies.find(
    ({ bound, actions, resources, expressions }) =>
      bound &&
      actions.includes("Deny") &&
      resources.some((resource) => /\bservices\b|\*/.test(resource)) &&
      expressions.some((expression) => /externalIPs/.test(expression)),
  );
  if (!policy) return null;
  const item = inventoryItem(`ValidatingAdmissionPolicy ${policy.name}`, policy.expressions.join("; "), inventory.at);
  return { kind: "guarded", says: `ValidatingAdmissionPolicy ${policy.name} judges external IPs`, evidence: [item] };
}

function withoutGuard(evidence: Evidence): Guard {
  const { admission, cluster, at } = evidence.inventory;
  const read = pluginsOf(evidence);
  const engines = admission?.engines ?? [];
  if (engines.length > 0)
    return {
      kind: "unknown",
      why: `${engines.join(", ")} may refuse them, by rules that are not read here; try with the verify command.`,
      evidence: [inventoryItem("Policy engines", engines.join(", "), at)],
    };
  if (!read)
    return {
      kind: "unknown",
      why: managed.has(cluster.distribution)
        ? `The provider runs the API server, whose plugins cannot be read; try with the verify command.`
        : "The API server's admission plugins could not be read, and no policy is seen; try with the verify command.",
      evidence: [],
    };
  if (admission === null)
    return {
      kind: "unknown",
      why: `The plugin ${plugin} is off; whether a ValidatingAdmissionPolicy refuses them is not known: grant "list validatingadmissionpolicies".`,
      evidence: [],
    };
  const items = [
    inventoryItem(`--enable-admission-plugins of ${read.source}`, read.plugins.join(",") || "not set", at),
    inventoryItem("ValidatingAdmissionPolicies", `${admission.policies.length}, none about externalIPs`, at),
  ];
  return { kind: "open", says: `Neither the plugin ${plugin} nor a policy refuses external IPs`, evidence: items };
}
