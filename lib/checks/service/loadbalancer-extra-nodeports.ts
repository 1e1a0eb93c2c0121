import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService } from "../../domain/inventory.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { Subject } from "../../domain/subject.ts";
import { widestVantage } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { describeExposure, exposureItem, exposureOf } from "../nodeport/exposure.ts";
import { closingNodePort, kubectlService } from "../nodeport/service-remediation.ts";
import { clusterSubject, orCluster, serviceName, servicesMissing } from "../nodeport/service-subjects.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { implementationOf } from "./load-balancers.ts";

function subjects(evidence: Evidence): Subject[] {
  const { services } = evidence.inventory;
  if (services === null) return [clusterSubject(evidence)];
  const balanced = services.filter(({ type }) => type === "LoadBalancer");
  return orCluster(
    evidence,
    balanced.map(({ uid, name, namespace }) => ({ kind: "Service" as const, uid, name, namespace })),
  );
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { services, at } = evidence.inventory;
  if (services === null) return unknown(servicesMissing(evidence));
  if (subject.kind === "Cluster") return pass("Services could be listed; each load balancer is judged by itself.", []);
  const service = services.find(({ uid }) => uid === subject.uid);
  if (service?.type !== "LoadBalancer")
    return pass(`Service ${serviceName(subject)} is no load balancer any more.`, []);
  const ports = nodePortsOf(service);
  const implementation = implementationOf(evidence, service);
  const item = inventoryItem(
    `Service ${serviceName(subject)}`,
    `node ports ${ports.map(({ nodePort, protocol }) => formatPort(nodePort, protocol)).join(", ") || "none"}, load balancer ${implementation?.name ?? "not known"}`,
    at,
  );
  if (ports.length === 0) return pass("It opens no node port beside its load balancer.", [item]);
  if (!implementation)
    return unknown(
      "Which load balancer serves it is not known, so neither is whether it needs the node ports; set spec.loadBalancerClass, or see what serves it.",
      [item],
    );
  if (implementation.needsNodePorts)
    return notApplicable(`${implementation.name} sends traffic through the node ports, so that they cannot go.`, [
      item,
    ]);
  return judgeUnneeded(implementation.name, ports, subject, evidence, item);
}

function judgeUnneeded(
  name: string,
  ports: ReturnType<typeof nodePortsOf>,
  subject: Subject,
  evidence: Evidence,
  item: ReturnType<typeof inventoryItem>,
): Judgement {
  const places = ports.map(({ nodePort, protocol }) => ({ ...subject, port: nodePort, protocol }));
  const exposures = places.map((place) => ({ place, exposure: exposureOf(evidence, place) }));
  const vantage = widestVantage(exposures.flatMap(({ exposure }) => exposure.open.map((seen) => seen.vantage)));
  const states = exposures.map(
    ({ place, exposure }) => `${formatPort(place.port, place.protocol)} ${describeExposure(exposure)}`,
  );
  return fail({
    reason: `${name} routes past the node ports, which skip its source ranges and filters all the same: ${states.join("; ")}.`,
    evidence: [item, ...exposures.map(({ place, exposure }) => exposureItem(evidence, place, exposure, false))],
    severity: vantage?.kind === "internet" ? "medium" : "low",
    vantage,
    values: { ports: String(ports.length) },
  });
}

function nodePortsOf({ ports }: ClusterService) {
  return ports.flatMap((port) => (port.nodePort === null ? [] : [{ ...port, nodePort: port.nodePort }]));
}

/** One JSON patch: the flag alone does not give back what is allocated. */
function release(context: RemediationContext): string {
  const count = Math.max(1, Number(context.values.ports ?? 1));
  const removals = Array.from(
    { length: count },
    (_, index) => `{"op":"remove","path":"/spec/ports/${index}/nodePort"}`,
  );
  const flag = '{"op":"add","path":"/spec/allocateLoadBalancerNodePorts","value":false}';
  return kubectlService(context, "patch", ` --type=json -p '[${[flag, ...removals].join(",")}]'`);
}

export const loadbalancerExtraNodeports = defineCheck({
  id: "loadbalancer-extra-nodeports",
  component: "service",
  tier: 2,
  kind: "config",
  title: "No LoadBalancer opens node ports that its implementation does not use",
  headline: (subject) => `The load balancer of Service ${serviceName(subject)} opens node ports that nobody needs`,
  needs: ["list services", "list daemonsets", "list deployments"],
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Low; medium where the internet reaches one of the node ports.",
  },
  rationale: "The node port is a side entrance that skips the load balancer's source ranges, TLS and filters.",
  subjects,
  judge,
  ...closingNodePort({
    own: {},
    generic: (context) => ({
      summary: "Stop allocating node ports for it, and give back those that it has.",
      steps: [
        {
          text: "Save the Service, and see once more that its load balancer sends traffic to pods or to its own address on the nodes.",
          language: "bash",
          code: `${kubectlService(context, "get", " -o yaml")} > service.yaml`,
        },
        {
          text: "Set allocateLoadBalancerNodePorts to false and remove nodePort from every port in one patch: the flag alone gives nothing back. What Helm, Argo or Flux deploys is changed there.",
          language: "bash",
          code: release(context),
        },
      ],
      undo: kubectlService(context, "patch", ` -p '{"spec":{"allocateLoadBalancerNodePorts":true}}'`),
    }),
    verify: (context) => ({
      command: kubectlService(context, "get", " -o jsonpath='{.spec.ports[*].nodePort}'"),
      expect: "empty",
    }),
  }),
  tradeoffs: ["A load balancer that targets instances stops working without node ports."],
  failureModes: [
    "Health checks that ask a node port fail with it: look at the load balancer's targets after the change.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
  },
});
