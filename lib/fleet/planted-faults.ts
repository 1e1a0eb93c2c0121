import type { VantageKind } from "../domain/vantage.ts";
import { vantageKinds } from "../domain/vantage.ts";
import { brokenRules, type FaultRule } from "./faults.ts";
import { requestName } from "./objects/signing-requests.ts";
import { hasNodePort, type ServiceSettings, type ServiceState } from "./service-state.ts";
import type { NodeSettings } from "./settings.ts";
import type { ClusterState, NodeState } from "./state.ts";

/** One thing that a scan of the fleet ought to find, and from where. */
export interface PlantedFault {
  /** Letters, digits, dots and dashes: usable in a path. */
  id: string;
  cluster: string;
  checkId: string;
  subject: {
    kind: "Node" | "Service" | "Cluster" | "CertificateSigningRequest";
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
    ...cluster.nodes.flatMap((node) => brokenRules(node, node.initial).map((rule) => nodeFault(cluster, node, rule))),
    ...cluster.services.flatMap((service) =>
      serviceRules
        .filter((rule) => rule.applies(service, service.initial))
        .map((rule) => serviceFault(cluster, service, rule)),
    ),
  ];
}

function nodeFault(cluster: ClusterState, node: NodeState, rule: FaultRule): RepairableFault {
  const port = rule.port?.(node.initial);
  const subject: PlantedFault["subject"] = rule.subject
    ? { kind: rule.subject, name: requestName(cluster, node), node: node.name }
    : {
        kind: node.hidden ? "Cluster" : "Node",
        name: node.hidden ? cluster.name : node.name,
        ...(port === undefined ? {} : { port }),
      };
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
    isFixed: () => !brokenRules(node, node.settings).includes(rule),
    fix: () => Object.assign(node.settings, rule.fix(node.settings)),
    unfix: () => {
      for (const key of Object.keys(rule.fix(node.initial)) as (keyof NodeSettings)[]) {
        Object.assign(node.settings, { [key]: node.initial[key] });
      }
    },
  };
}

/** A check that finds two ports of one node wrong gets two faults. */
function nodeFaultId(
  cluster: ClusterState,
  node: NodeState,
  rule: FaultRule,
  subject: PlantedFault["subject"],
): string {
  const twins = brokenRules(node, node.initial).filter((one) => one.checkId === rule.checkId);
  const port = twins.length > 1 ? `.${subject.port}` : "";
  return `${cluster.name}.${rule.checkId}.${subject.name}${port}`;
}

interface ServiceRule {
  checkId: string;
  says: string;
  applies(service: ServiceState, settings: Readonly<ServiceSettings>): boolean;
  fix: Partial<ServiceSettings>;
}

const serviceRules: ServiceRule[] = [
  {
    checkId: "nodeport-unapproved",
    says: "nobody approved this NodePort",
    applies: (service, settings) => hasNodePort({ ...service, ...settings }) && settings.approved === null,
    fix: { approved: "team-platform: reviewed with the owner, CHG-2061" },
  },
  {
    checkId: "nodeport-forgotten",
    says: "exposed with kubectl for a debugging session months ago and never removed",
    applies: (service, settings) =>
      hasNodePort({ ...service, ...settings }) && service.owner === "kubectl-expose" && settings.approved === null,
    fix: { deleted: true },
  },
  {
    checkId: "nodeport-cleartext-no-auth",
    says: "serves a page over plain HTTP without any login",
    applies: (service, settings) => hasNodePort({ ...service, ...settings }) && settings.backend === "page",
    fix: { backend: "redirect-to-https" },
  },
];

function serviceFault(cluster: ClusterState, service: ServiceState, rule: ServiceRule): RepairableFault {
  return {
    fault: {
      id: `${cluster.name}.${rule.checkId}.${service.namespace}.${service.name}`,
      cluster: cluster.name,
      checkId: rule.checkId,
      subject: { kind: "Service", namespace: service.namespace, name: service.name, port: service.nodePort },
      vantages: [...vantageKinds],
      description: `${service.namespace}/${service.name} on ${service.nodePort}: ${rule.says}.`,
    },
    isFixed: () => !rule.applies(service, service),
    fix: () => Object.assign(service, rule.fix),
    unfix: () => {
      for (const key of Object.keys(rule.fix) as (keyof ServiceSettings)[]) {
        Object.assign(service, { [key]: service.initial[key] });
      }
    },
  };
}
