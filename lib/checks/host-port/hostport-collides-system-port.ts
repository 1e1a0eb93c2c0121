import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { describeExposure, exposureItem, exposureOf } from "../nodeport/exposure.ts";
import { kubectlService } from "../nodeport/service-remediation.ts";
import {
  clusterSubject,
  findDeclared,
  needMissing,
  servicePortSubjects,
  servicesMissing,
} from "../nodeport/service-subjects.ts";
import { admissionSteps } from "../service/admission-policy.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { editWorkload, hostPortRemediation, kubectlWorkload, saveWorkload } from "./host-port-remediation.ts";
import { isPlatform } from "./platform-namespaces.ts";
import { systemPortOf, systemPorts } from "./system-ports.ts";
import { stateOfTaken, takenKey, takenPorts } from "./taken-ports.ts";
import { hostApproval, takenItems, whoRunsIt, workloadName } from "./workload-words.ts";

/** Every claim on such a port, and the cluster for what could not be listed. */
function subjects(evidence: Evidence): Subject[] {
  return [...claims(evidence), clusterSubject(evidence)];
}

function claims(evidence: Evidence): Subject[] {
  const isClaim = ({ port, namespace }: Subject) => systemPortOf(port ?? 0) !== null && !isPlatform(namespace);
  const services = evidence.inventory.services === null ? [] : servicePortSubjects(evidence);
  return [...[...takenPorts(evidence).values()].map(({ subject }) => subject), ...services].filter(isClaim);
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (subject.kind === "Cluster") return judgeCluster(evidence);
  return subject.kind === "Service" ? judgeService(subject, evidence) : judgePods(subject, evidence);
}

function judgeCluster(evidence: Evidence): Judgement {
  const { hostPorts, services, at } = evidence.inventory;
  if (hostPorts === null) return unknown(needMissing(evidence, "list pods", "Host ports of pods are not known"));
  if (services === null) return unknown(servicesMissing(evidence));
  if (claims(evidence).length > 0) return notApplicable("Each claim on such a port is judged by itself.");
  const item = inventoryItem(
    "Host ports of pods and node ports of Services",
    "none is a port of the cluster's own components",
    at,
  );
  return pass("No workload outside the platform claims a port of the cluster's own components.", [item]);
}

function judgePods(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.hostPorts === null)
    return unknown(needMissing(evidence, "list pods", "Host ports of pods are not known"));
  const taken = takenPorts(evidence).get(takenKey(subject));
  const place = formatPort(subject.port ?? 0, subject.protocol);
  if (!taken) return pass(`${workloadName(subject)} takes ${place} no more.`, []);
  const state = stateOfTaken(evidence, taken.ports);
  const items = takenItems(evidence, taken, state);
  const approval = hostApproval(evidence, taken.workload);
  if (approval?.isValid) return pass(`${approval.says}.`, items);
  const spoken = taken.ports
    .flatMap(({ node, port, protocol }) => evidence.owners(node, port, protocol))
    .find(({ speaks }) => speaks);
  const speaks = spoken?.speaks ? `; ${spoken.speaks} answers there` : "";
  return fail({
    reason: `${place} is the port of ${systemPortOf(subject.port ?? 0) ?? "a component"}, and a workload outside the platform takes it (${state.says}${speaks}).${whoRunsIt(evidence, taken)}`,
    evidence: items,
    vantage: state.open[0]?.vantage,
  });
}

function judgeService(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.services === null) return unknown(servicesMissing(evidence));
  const declared = findDeclared(evidence, subject);
  const place = formatPort(subject.port ?? 0, subject.protocol);
  if (!declared) return pass(`${workloadName(subject)} declares ${place} no more.`, []);
  const exposure = exposureOf(evidence, subject);
  const item = inventoryItem(`Node port of ${workloadName(subject)}`, place, evidence.inventory.at);
  return fail({
    reason: `${place} is the port of ${systemPortOf(subject.port ?? 0) ?? "a component"}, and a Service declares it as its node port on every node (${describeExposure(exposure)}).`,
    evidence: [item, exposureItem(evidence, subject, exposure, false)],
  });
}

const list = systemPorts.join(", ");
const refuseSystemPorts = {
  name: "refuse-system-host-ports",
  resource: "pods" as const,
  only: "!request.namespace.startsWith('kube-') && !request.namespace.startsWith('openshift-')",
  expression: `object.spec.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || !(p.hostPort in [${list}])))`,
  message: "this hostPort belongs to a component of the cluster",
};

function move(context: RemediationContext) {
  if (context.subject.kind !== "Service")
    return [
      saveWorkload(context),
      editWorkload(
        context,
        "Give the container another hostPort, or none. On the host network change the port that the program listens on as well.",
      ),
    ];
  return [
    {
      text: "Give the port another nodePort from 30000-32767, or none.",
      language: "bash" as const,
      code: kubectlService(context, "edit"),
    },
  ];
}

export const hostportCollidesSystemPort = defineCheck({
  id: "hostport-collides-system-port",
  component: "host-port",
  tier: 2,
  kind: "config",
  title: "No workload outside the platform claims a port of the cluster's own components",
  headline: (subject) =>
    subject.port === undefined
      ? `A workload of ${subject.name} claims a port of the cluster's own components`
      : `${workloadName(subject)} claims ${formatPort(subject.port, subject.protocol)}, the port of ${systemPortOf(subject.port) ?? "a component"}`,
  needs: ["list pods", "list services"],
  severity: {
    byVantage: null,
    base: "high",
    rule: "High: what answers on such a port of a node can pose as the component.",
  },
  rationale:
    "It can pose as a trusted component, collect the tokens that are sent to it, or use the openings that firewalls have for that port.",
  subjects,
  judge,
  ...hostPortRemediation({
    summary: "Move it to a port of its own, and refuse the next claim.",
    steps: (context) => [
      ...move(context),
      ...admissionSteps(refuseSystemPorts, "Refuse pods outside the platform that ask for such a port."),
    ],
    undo: "kubectl apply -f workload.yaml; kubectl delete validatingadmissionpolicybinding refuse-system-host-ports.",
    verify: (context) => ({
      command:
        context.subject.kind === "Service"
          ? kubectlService(context, "get", " -o jsonpath='{.spec.ports[*].nodePort}'")
          : kubectlWorkload(context, "get", ` -o jsonpath=${shellQuote("{..ports[*].hostPort}")}`),
      expect: "no port of a component",
    }),
  }),
  tradeoffs: ["Programs that were told to use the well-known port have to be told another one."],
  failureModes: [
    "Labs with one node, and network plugins in a namespace of their own, run odd layouts: approve those.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 §5.2.12", "CIS Kubernetes Benchmark v2.0.1 §5.2.12"],
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1036", "T1557"],
    ms: ["MS-TA9036 ARP poisoning and IP spoofing"],
    cwe: ["CWE-290"],
    cve: ["CVE-2019-9946"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
    tools: ["kube-bench 5.2.12"],
  },
});
