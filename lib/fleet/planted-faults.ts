import type { SubjectKind } from "../domain/subject.ts";
import type { VantageKind } from "../domain/vantage.ts";
import { vantageKinds } from "../domain/vantage.ts";
import {
  brokenRules,
  type ClusterRule,
  type FaultRule,
  type NamespaceRule,
  namespaceRules,
  networkPolicyRules,
  rbacRules,
  type ServiceRule,
  serviceRules,
  workloadRules,
} from "./faults/index.ts";
import type { NamespaceState } from "./namespace-state.ts";
import { requestName } from "./objects/signing-requests.ts";
import type { ServiceSettings, ServiceState } from "./service-state.ts";
import type { ClusterState, NodeState } from "./state.ts";

/** One thing that a scan of the fleet ought to find, and from where. */
export interface PlantedFault {
  /** Letters, digits, dots and dashes: usable in a path. */
  id: string;
  cluster: string;
  checkId: string;
  subject: {
    kind: SubjectKind;
    name: string;
    namespace?: string;
    node?: string;
    port?: number;
  };
  /** Kinds of vantage from which it is a fault. */
  vantages: VantageKind[];
  description: string;
  fixed: boolean;
}

/** A planted fault with what repairs it. */
export interface RepairableFault {
  fault: Omit<PlantedFault, "fixed">;
  /** The node it lies on; undefined where it concerns the whole cluster's servers. */
  node?: NodeState;
  isFixed(): boolean;
  fix(): void;
  unfix(): void;
}

/** All faults of a cluster on the first day of the story. */
export function plantFaults(cluster: ClusterState): RepairableFault[] {
  return [
    ...cluster.nodes.flatMap((node) =>
      brokenRules(cluster, node, node.initial).map((rule) => nodeFault(cluster, node, rule)),
    ),
    ...cluster.services.flatMap((service) =>
      serviceRules
        .filter((rule) => rule.applies(service, service.initial))
        .map((rule) => serviceFault(cluster, service, rule)),
    ),
    ...cluster.namespaces.flatMap((namespace) =>
      namespaceRules
        .filter((rule) => rule.applies(namespace.initial, cluster.initial))
        .map((rule) => namespaceFault(cluster, namespace, rule)),
    ),
    ...[...networkPolicyRules, ...rbacRules, ...workloadRules]
      .filter((rule) => rule.applies(cluster.initial, cluster))
      .map((rule) => clusterFault(cluster, rule)),
  ];
}

function nodeFault(cluster: ClusterState, node: NodeState, rule: FaultRule): RepairableFault {
  const port = rule.port?.(node.initial);
  const subject = nodeFaultSubject(cluster, node, rule, port);
  return {
    fault: {
      id: nodeFaultId(cluster, node, rule, subject),
      cluster: cluster.name,
      checkId: rule.checkId,
      subject,
      vantages: rule.vantages(node.initial),
      description: `${node.hidden ? cluster.name : node.name}: ${rule.says}.`,
    },
    node,
    isFixed: () => !brokenRules(cluster, node, node.settings).includes(rule),
    fix: () => Object.assign(node.settings, rule.fix(node.settings)),
    unfix: () => restore(node.settings, node.initial, rule.fix(node.initial)),
  };
}

function nodeFaultSubject(
  cluster: ClusterState,
  node: NodeState,
  rule: FaultRule,
  port: number | undefined,
): PlantedFault["subject"] {
  if (rule.subject === "CertificateSigningRequest")
    return { kind: rule.subject, name: requestName(cluster, node), node: node.name };
  if (rule.subject === "api-server-pod")
    return { kind: "Pod", namespace: "kube-system", name: `kube-apiserver-${node.name}`, node: node.name };
  const place = node.hidden
    ? ({ kind: "Cluster", name: cluster.name } as const)
    : ({ kind: "Node", name: node.name } as const);
  return { ...place, ...(port === undefined ? {} : { port }) };
}

/** A check that finds two ports of one node wrong gets two faults. */
function nodeFaultId(
  cluster: ClusterState,
  node: NodeState,
  rule: FaultRule,
  subject: PlantedFault["subject"],
): string {
  const twins = brokenRules(cluster, node, node.initial).filter((one) => one.checkId === rule.checkId);
  const port = twins.length > 1 ? `.${subject.port}` : "";
  return `${cluster.name}.${rule.checkId}.${subject.name}${port}`;
}

function serviceFault(cluster: ClusterState, service: ServiceState, rule: ServiceRule): RepairableFault {
  return {
    fault: {
      id: `${cluster.name}.${rule.checkId}.${service.namespace}.${service.name}`,
      cluster: cluster.name,
      checkId: rule.checkId,
      subject: {
        kind: "Service",
        namespace: service.namespace,
        name: service.name,
        ...(rule.on === "whole-service" ? {} : { port: rule.on === "service-port" ? service.port : service.nodePort }),
      },
      vantages: rule.vantages ?? [...vantageKinds],
      description: `${service.namespace}/${service.name}: ${rule.says}.`,
    },
    isFixed: () => !rule.applies(service, service),
    fix: () => Object.assign(service, rule.fix),
    unfix: () => restore<ServiceSettings>(service, service.initial, rule.fix),
  };
}

function namespaceFault(cluster: ClusterState, namespace: NamespaceState, rule: NamespaceRule): RepairableFault {
  return {
    fault: {
      id: `${cluster.name}.${rule.checkId}.${namespace.name}`,
      cluster: cluster.name,
      checkId: rule.checkId,
      subject: { kind: "Namespace", name: namespace.name },
      vantages: [...vantageKinds],
      description: `${namespace.name}: ${rule.says}.`,
    },
    isFixed: () => !rule.applies(namespace.settings, cluster.settings),
    fix: () => {
      Object.assign(namespace.settings, rule.fix);
      Object.assign(cluster.settings, rule.fixCluster);
    },
    unfix: () => {
      restore(namespace.settings, namespace.initial, rule.fix);
      restore(cluster.settings, cluster.initial, rule.fixCluster ?? {});
    },
  };
}

function clusterFault(cluster: ClusterState, rule: ClusterRule): RepairableFault {
  const subject = rule.subject(cluster);
  const place = [subject.namespace, subject.name].filter((word) => word !== undefined).join(".");
  return {
    fault: {
      id: `${cluster.name}.${rule.checkId}.${place}`,
      cluster: cluster.name,
      checkId: rule.checkId,
      subject,
      vantages: rule.vantages ?? [...vantageKinds],
      description: `${place}: ${rule.says}.`,
    },
    isFixed: () => !rule.applies(cluster.settings, cluster),
    fix: () => Object.assign(cluster.settings, rule.fix),
    unfix: () => restore(cluster.settings, cluster.initial, rule.fix),
  };
}

/** Puts what a fix changed back to what it was on the first day. */
function restore<Settings extends object>(now: Settings, then: Readonly<Settings>, changed: Partial<Settings>): void {
  for (const key of Object.keys(changed) as (keyof Settings)[]) now[key] = then[key];
}
