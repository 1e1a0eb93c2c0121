import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { expectedNodes } from "./expected-nodes.ts";
import { exposureItem, exposureOf } from "./exposure.ts";
import { serviceItem } from "./judge-service.ts";
import { behindIt } from "./owner-words.ts";
import { kubectlService } from "./service-remediation.ts";
import { findDeclared, needMissing, serviceAt, servicePortSubjects, servicesMissing } from "./service-subjects.ts";

type State = ReturnType<Evidence["stateOf"]>;

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (evidence.inventory.services === null) return unknown(servicesMissing(evidence));
  const declared = findDeclared(evidence, subject);
  if (!declared) return notApplicable(`${serviceAt(subject)} is declared no more.`);
  if (subject.protocol === "UDP") return notApplicable("Silence of a UDP port says nothing: only an answer would.");
  const { service } = declared;
  const item = serviceItem(declared, evidence);
  if (service.readyEndpoints === null)
    return unknown(needMissing(evidence, "list endpointslices", "Whether anything is ready behind it is not known"), [
      item,
    ]);
  if (service.readyEndpoints === 0)
    return notApplicable("Nothing is ready behind it, so that every node refuses the port, as it should.", [item]);
  if (service.externalTrafficPolicy === null)
    return unknown("Its externalTrafficPolicy was not read; scan the cluster through its API.", [item]);
  if (service.externalTrafficPolicy === "Local" && evidence.inventory.endpoints === null)
    return unknown(needMissing(evidence, "list endpointslices", "Which nodes run a pod of it is not known"), [item]);
  return judgeWire(subject, evidence, item, expectedNodes(evidence, service));
}

function judgeWire(
  subject: Subject,
  evidence: Evidence,
  item: EvidenceItem,
  { nodes, left }: ReturnType<typeof expectedNodes>,
): Judgement {
  const reachable = nodes.filter(({ name }) => evidence.reachable(name)).map(({ name }) => name);
  const exposure = exposureOf(evidence, subject);
  const counts = new Set(reachable);
  const states = new Map(
    [...exposure.states].map(([state, names]) => [state, names.filter((name) => counts.has(name))]),
  );
  const count = (state: State) => states.get(state)?.length ?? 0;
  const items = [exposureItem(evidence, subject, exposure), item];
  const without = left.length > 0 ? ` (not counted: ${left.join(", ")})` : "";
  if (nodes.length === 0) return notApplicable(`No node is to answer on this port${without}.`, items);
  if (reachable.length === 0)
    return unknown(
      "No node that should answer can be reached from here; scan from a vantage that reaches the nodes.",
      items,
    );
  const closed = states.get("closed") ?? [];
  const all = counted(reachable.length, "reachable node");
  if (closed.length > 0 && count("open") > 0)
    return contradiction(
      `${count("open")} of ${all} answer and ${named(closed)} refuse${closed.length === 1 ? "s" : ""}`,
      subject,
      evidence,
      items,
      without,
    );
  if (closed.length > 0 && closed.length === reachable.length)
    return judgeAllClosed(subject, evidence, items, all, without);
  if (count("open") > 0) {
    const note = count("filtered") > 0 ? `; ${count("filtered")} more are behind a packet filter` : "";
    return pass(`${count("open")} of ${all} answer${note}${without}.`, items, evidence.vantage);
  }
  if (count("filtered") > 0)
    return unknown(
      `A packet filter stands before ${counted(count("filtered"), "node")} of ${all}; whether kube-proxy answers behind it is seen from the nodes' own network.`,
      items,
    );
  return unknown("The port was not looked at, or its probes broke; scan again with the standard profile.", items);
}

/** Without kube-proxy's configuration a restriction to some addresses would explain it as well. */
function judgeAllClosed(
  subject: Subject,
  evidence: Evidence,
  items: EvidenceItem[],
  all: string,
  without: string,
): Judgement {
  if (evidence.inventory.kubeProxy === null)
    return unknown(
      needMissing(
        evidence,
        "get configmaps kube-system/kube-proxy",
        `All of ${all} refuse the port, and whether another data plane or nodePortAddresses is why is not known`,
      ),
      items,
    );
  return contradiction(`all of ${all} refuse it`, subject, evidence, items, without);
}

function contradiction(
  says: string,
  subject: Subject,
  evidence: Evidence,
  items: EvidenceItem[],
  without: string,
): Judgement {
  const reason = `The API declares ${serviceAt(subject)} with ready endpoints, yet ${says}${without}.${behindIt(evidence, subject)}`;
  return fail({ reason, evidence: items, vantage: evidence.vantage });
}

function named(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

export const nodeportDeclaredNotAnswering = defineCheck({
  id: "nodeport-declared-not-answering",
  component: "nodeport",
  tier: 2,
  kind: "hybrid",
  title: "A declared NodePort with ready endpoints answers on every node that can be reached",
  headline: (subject) => `Service ${serviceAt(subject)} declares a node port that nodes refuse`,
  needs: ["list services", "list endpointslices", "get configmaps kube-system/kube-proxy"],
  severity: {
    byVantage: null,
    base: "low",
    rule: "Low: nothing is open that should be shut, but what the API says and what the nodes do have come apart.",
  },
  rationale:
    "Where rules on nodes and objects in the API have come apart, neither tells what is open: stale rules open what nobody declares just as they refuse what somebody does.",
  subjects: servicePortSubjects,
  judge,
  ...remediationBy({
    own: {},
    generic: (context) => ({
      summary: "Find out whether the pod or the node refuses, and put that right.",
      steps: [
        {
          text: "See that something listens on the target port: a ready pod whose port is wrong refuses on every node alike.",
          language: "bash",
          code: `kubectl -n ${shellQuote(context.subject.namespace ?? "default")} get endpointslices -l ${shellQuote(`kubernetes.io/service-name=${context.subject.name}`)} -o yaml`,
        },
        {
          text: `Ask kube-proxy on the nodes that refuse; on ${nodeOf(context)}: is it there and up to date?`,
          language: "bash",
          code: `curl -s -m 3 ${shellQuote(`http://${context.address.includes(":") ? `[${context.address}]` : context.address}:10256/healthz`)}\nsudo iptables-save -t nat | grep -w ${context.port}`,
        },
        {
          text: "Where the rule is missing, restart kube-proxy on that node (with Cilium its agent, on k3s the service k3s or k3s-agent).",
          language: "bash",
          code: "kubectl -n kube-system rollout restart daemonset kube-proxy",
        },
        {
          text: "A node that is meant to refuse says so in kube-proxy's nodePortAddresses; then this check leaves it out.",
        },
      ],
      undo: "A restart needs no undoing; a changed targetPort is set back in the Service.",
    }),
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}; ${kubectlService(context, "get", " -o wide")}`,
      expect: "the connection succeeds on every node, or the Service no longer has the node port",
    }),
  }),
  tradeoffs: ["A rollout of kube-proxy rewrites the rules of every node, one after the other."],
  failureModes: [
    "A pod that is ready and refuses on its target port looks the same as a missing rule.",
    "eBPF data planes answer on chosen devices only: an address of another device refuses by design.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    cwe: ["CWE-1188"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/virtual-ips/",
      "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/",
    ],
  },
});
