import type { Check } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import { type ClusterNode, isControlPlane } from "../domain/inventory.ts";
import type { SettingComponent } from "../domain/setting.ts";
import type { Subject } from "../domain/subject.ts";

const ofControlPlane: ReadonlySet<SettingComponent> = new Set<SettingComponent>([
  "kube-apiserver",
  "etcd",
  "kube-controller-manager",
  "kube-scheduler",
]);

/**
 * The node whose settings a check judges of this subject: its own; of a Service, a namespace or a cluster the
 * control-plane node that says most of the component, else the first one. Undefined where none is known.
 */
export function settingNode({ settings }: Check, subject: Subject, evidence: Evidence): ClusterNode | undefined {
  if (subject.node !== undefined) return evidence.node(subject.node);
  if (!settings || !ofControlPlane.has(settings.component) || subject.address !== undefined) return undefined;
  const nodes = evidence.inventory.nodes.filter(isControlPlane);
  const isRead = ({ name: node }: ClusterNode) =>
    settings.names.some((name) => evidence.setting(settings.component, node, name).value !== null);
  return nodes.find(isRead) ?? nodes[0];
}
