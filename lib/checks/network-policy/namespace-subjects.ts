import type { Check, EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { clusterSubject, needMissing } from "../nodeport/service-subjects.ts";
import { notApplicable, unknown } from "../verdicts.ts";
import { type ClusterView, clusterView } from "./cluster-view.ts";
import { countPods, type PodGroup, podsInWords } from "./pod-groups.ts";
import { systemNamespace } from "./system-namespaces.ts";

/** Of discovery, what every check of network policies needs. */
export const policyNeeds = ["list namespaces", "list pods", "list networkpolicies"];

/** One subject a namespace; the cluster where namespaces could not be listed. */
export function namespaceSubjects(evidence: Evidence): Subject[] {
  const { namespaces } = evidence.inventory;
  if (namespaces === null) return [clusterSubject(evidence)];
  return namespaces.map(({ name, uid }) => ({ kind: "Namespace", uid, name }));
}

/** Sentence: what could not be read that every verdict about policies stands on; null where all is there. */
export function policiesMissing(evidence: Evidence): string | null {
  const { namespaces, pods, networkPolicies } = evidence.inventory;
  if (namespaces === null) return needMissing(evidence, "list namespaces", "Namespaces could not be listed");
  if (pods === null) return needMissing(evidence, "list pods", "Pods could not be listed");
  if (networkPolicies === null)
    return needMissing(evidence, "list networkpolicies", "Network policies could not be listed");
  const unread = networkPolicies.unread.find(({ kind }) => kind !== "CalicoHostEndpoint");
  return unread
    ? `Policies of kind ${unread.kind} exist in this cluster and could not be read (${unread.why}), and they may decide otherwise; let the scanner list them.`
    : null;
}

export interface NamespaceCase {
  namespace: string;
  groups: readonly PodGroup[];
  evidence: Evidence;
  view: ClusterView;
}

/** Judges namespaces that are there, are not the distribution's, and have pods that policies speak for. */
export function onNamespace(judge: (found: NamespaceCase) => Judgement): Check["judge"] {
  return (subject, evidence) => {
    const { namespaces, cluster } = evidence.inventory;
    const found = namespaces?.find(({ uid }) => uid === subject.uid);
    if (namespaces !== null && !found)
      return notApplicable(`${subject.name} is no longer a namespace of this cluster.`);
    const system = found && systemNamespace(found.name, cluster.distribution);
    if (system) return notApplicable(system);
    const missing = policiesMissing(evidence);
    if (missing || !found) return unknown(missing ?? "Namespaces could not be listed.");
    const view = clusterView(evidence);
    const groups = view.groupsOf(found.name);
    if (groups.length > 0) return judge({ namespace: found.name, groups, evidence, view });
    const hosts = countPods(view.hostGroupsOf(found.name));
    const none = `${found.name} has no pod that network policies speak for`;
    return notApplicable(hosts > 0 ? `${none}, only ${counted(hosts, "pod")} of the host network.` : `${none}.`);
  };
}

/** A fact about some pods of a namespace: what is asked, what is so, and which pods. */
export function groupsItem(
  { namespace, evidence, view }: NamespaceCase,
  sent: string,
  groups: readonly PodGroup[],
  received: string,
  detail: readonly string[] = [],
  decisive = true,
): EvidenceItem {
  const hosts = view.hostGroupsOf(namespace);
  return {
    sent,
    received,
    at: evidence.inventory.at,
    vantage: null,
    decisive,
    detail: [
      ...(groups.length > 0 ? [`pods: ${podsInWords(groups)}`] : []),
      ...detail,
      ...(hosts.length > 0 ? [`exempt, because of the host network: ${podsInWords(hosts)}`] : []),
      `engine: ${view.engine.name}${view.engine.enforces === null ? " (whether it enforces policies is not known)" : ""}`,
      ...view.engine.unseen,
    ],
  };
}

/** Where nothing enforces policies, having them proves nothing. */
export function notEnforced({ namespace, view }: NamespaceCase): Judgement | null {
  if (view.engine.enforces !== false) return null;
  return notApplicable(
    `${namespace} has policies, but ${view.engine.name} enforces none: that is the finding netpol-not-enforced, and no policy counts until it is fixed.`,
  );
}
