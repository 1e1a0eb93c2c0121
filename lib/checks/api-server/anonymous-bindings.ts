import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { AnonymousBinding } from "../../domain/inventory.ts";
import { inventoryItem } from "../evidence-items.ts";

const strangers = new Set(["system:anonymous", "system:unauthenticated"]);
/** What Kubernetes and kubeadm bind for strangers by themselves: version and health paths, and cluster-info for joins. */
const shipped = new Set(["system:public-info-viewer", "kubeadm:bootstrap-signer-clusterinfo"]);

/** Bindings that give callers without credentials more than Kubernetes itself does. */
export function strangersBindings(evidence: Evidence): AnonymousBinding[] {
  const bindings = evidence.inventory.anonymousBindings ?? [];
  return bindings.filter(
    ({ subject, binding, role }) => strangers.has(subject) && !shipped.has(binding) && !shipped.has(role),
  );
}

export function bindingName({ binding, namespace }: AnonymousBinding): string {
  return namespace === null ? `clusterrolebinding/${binding}` : `rolebinding/${namespace}/${binding}`;
}

export function bindingItems(evidence: Evidence): EvidenceItem[] {
  return strangersBindings(evidence).map((binding) =>
    inventoryItem(
      `Subjects of ${bindingName(binding)}`,
      `${binding.subject} has the role ${binding.role}`,
      evidence.inventory.at,
      false,
    ),
  );
}
