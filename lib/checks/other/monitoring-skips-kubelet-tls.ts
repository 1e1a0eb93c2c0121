import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { countIn, ownText } from "../counting-command.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { consumerItem, consumerNeeds, consumerSubjects, lostReadings, usersAt } from "./consumer-subjects.ts";

const door = "kubelet-insecure-tls";
const nodesProxy = { apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] };

/** A workload that skips the check and whose ServiceAccount may run commands hands that right to whoever answers. */
function carriesNodesProxy(evidence: Evidence, subject: Subject): boolean {
  const me = `${subject.kind} ${subject.namespace}/${subject.name}`;
  return (evidence.holders(nodesProxy) ?? []).some(({ usedBy }) => usedBy.includes(me));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const users = evidence.usersOf(door);
  if (users === null)
    return unknown(`Scrape configurations and arguments could not be read: grant ${consumerNeeds.join(", ")}.`);
  if (subject.kind === "Cluster") {
    if (users.length > 0) return notApplicable("Each object that skips the verification is judged by itself.");
    const lost = lostReadings(evidence);
    const item = inventoryItem(
      "Scrape configurations, monitors and arguments",
      "nothing skips the verification",
      evidence.inventory.at,
    );
    if (lost.length > 0)
      return unknown(
        `Nothing that could be read skips the verification, but ${lost.join(" and ")} is missing: supply it with the extended scanner role.`,
        [item],
      );
    return pass("Whatever the cluster's own configuration shows verifies kubelets.", [item]);
  }
  const here = usersAt(evidence, door, subject);
  if (here.length === 0)
    return pass(`${subject.name} verifies kubelets now.`, [
      inventoryItem(`${subject.kind} ${subject.name}`, "no flag that skips the verification", evidence.inventory.at),
    ]);
  const carries = carriesNodesProxy(evidence, subject);
  const program = here[0]?.program ?? subject.name;
  return fail({
    reason: `${program} takes any certificate for a kubelet's${carries ? ", and sends a token with nodes/proxy" : ""}.`,
    evidence: here.map((user) => consumerItem(user, evidence)),
    severity: carries ? "medium" : "low",
  });
}

const resource = ({ subject }: RemediationContext) => {
  if (subject.kind === "Cluster") return "deployment,daemonset,configmap -A";
  const space = subject.namespace === undefined ? "" : `-n ${shellQuote(subject.namespace)} `;
  return `${space}${shellQuote(`${subject.kind.toLowerCase()}/${subject.name}`)}`;
};

/** As they stand in the text of a configuration, and in the JSON that kubectl prints of a spec. */
const skips = [
  "kubelet-insecure-tls",
  "insecure_skip_verify: *true",
  'insecureSkipVerify"?: *true',
  'KUBELET_TLS_VERIFY","value":"false"',
  "kubelet_tls_verify: *false",
].join("|");

const remediation = remediationBy({
  own: {},
  generic: (context) => ({
    summary: `Give kubelets certificates of the cluster's CA, then let ${context.subject.name} verify them.`,
    steps: [
      {
        text: "First put kubelet-serving-cert-self-signed right on every node: with self-signed certificates the verification can only fail.",
      },
      {
        text: "Then replace the flag. metrics-server takes this argument; a scrape configuration takes ca_file in its tls_config; Datadog takes DD_KUBELET_TLS_VERIFY=true.",
        code: "--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
      },
      {
        text: `Change ${context.subject.name}.`,
        language: "bash",
        code:
          context.subject.kind === "Cluster" ? `kubectl get ${resource(context)}` : `kubectl edit ${resource(context)}`,
      },
    ],
    undo: `Put the earlier text of ${context.subject.name} back.`,
  }),
  // The API server verifies only where a flag says so; the others verify unless something says otherwise.
  verify: (context) =>
    context.subject.name.startsWith("kube-apiserver-")
      ? {
          command: countIn(
            `kubectl get ${resource(context)} ${ownText(context.subject)}`,
            "--kubelet-certificate-authority=",
          ),
          expect: "1",
        }
      : {
          command: countIn(`kubectl get ${resource(context)} ${ownText(context.subject)}`, skips),
          expect: "0",
        },
});

export const monitoringSkipsKubeletTls = defineCheck({
  id: "monitoring-skips-kubelet-tls",
  component: "other",
  tier: 2,
  kind: "config",
  title: "Agents verify the certificates of the kubelets that they ask",
  headline: ({ name }) => `${name} talks to kubelets without verifying who answers`,
  needs: [...consumerNeeds],
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Medium where the same agent sends a token with nodes/proxy.",
  },
  rationale: "The agent hands its bearer token to whatever answers on the node's address.",
  subjects: (evidence) => consumerSubjects(evidence, door),
  judge,
  ...remediation,
  tradeoffs: ["Kubelets need serving certificates of the cluster's CA first."],
  failureModes: ["x509 errors and an empty kubectl top where it is done in the wrong order."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.11"],
    nsa: "NSA/CISA v1.2: Encryption",
    mitre: ["T1557", "T1528"],
    cwe: ["CWE-295"],
    urls: ["https://github.com/kubernetes-sigs/metrics-server#requirements"],
  },
});
