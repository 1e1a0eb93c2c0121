import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { metricsRole } from "../../remediation/index.ts";
import { countIn, ownText } from "../counting-command.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { consumerItem, consumerNeeds, consumerSubjects, lostReadings, usersAt } from "./consumer-subjects.ts";
import { accountValues, bindMetrics, metricsBindingFile, metricsBindingName } from "./scraper-account.ts";

const door = "kubelet-read-only-port";

function judge(subject: Subject, evidence: Evidence): Judgement {
  const users = evidence.usersOf(door);
  if (users === null)
    return unknown(`Scrape configurations and arguments could not be read: grant ${consumerNeeds.join(", ")}.`);
  if (subject.kind === "Cluster") {
    if (users.length > 0) return notApplicable("Each object that uses 10255 is judged by itself.");
    const lost = lostReadings(evidence);
    const item = inventoryItem(
      "Scrape configurations, monitors and arguments",
      "10255 is nowhere",
      evidence.inventory.at,
    );
    if (lost.length > 0)
      return unknown(
        `Nothing that could be read uses 10255, but ${lost.join(" and ")} is missing: supply it with the extended scanner role.`,
        [item],
      );
    return pass("Nothing that the cluster's own configuration shows uses 10255.", [item]);
  }
  const here = usersAt(evidence, door, subject);
  if (here.length === 0)
    return pass(`${subject.name} does not use 10255 any more.`, [
      inventoryItem(`${subject.kind} ${subject.name}`, "no mention of 10255", evidence.inventory.at),
    ]);
  const program = here[0]?.program ?? "It";
  return fail({
    reason: `${program} is set up to read from the kubelet's port 10255.`,
    evidence: here.map((user) => consumerItem(user, evidence)),
    values: { program, ...accountValues(evidence, subject) },
  });
}

const resource = ({ subject }: RemediationContext) => {
  const space = subject.namespace === undefined ? "-A" : `-n ${shellQuote(subject.namespace)}`;
  return subject.kind === "Cluster"
    ? "configmap,deployment,daemonset -A"
    : `${space} ${shellQuote(`${subject.kind.toLowerCase()}/${subject.name}`)}`;
};

const remediation = remediationBy({
  own: {},
  generic: (context) => ({
    summary: `Move ${context.subject.name} to the kubelet's port 10250 before 10255 is closed.`,
    steps: [
      {
        text: "The role that reads metrics from kubelets.",
        file: "kubelet-metrics-reader.yaml",
        language: "yaml",
        code: metricsRole,
      },
      bindMetrics(context),
      {
        text: "In a Prometheus configuration, scrape 10250 with the pod's token. A ServiceMonitor takes port https-metrics and bearerTokenFile; metrics-server takes --kubelet-port=10250 and --kubelet-use-node-status-port; Datadog takes DD_KUBERNETES_HTTP_KUBELET_PORT=0.",
        language: "yaml",
        code: "scheme: https\nauthorization:\n  credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token\ntls_config:\n  ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
      },
      {
        text: `Change ${context.subject.name}, and see its targets come up before the port goes.`,
        language: "bash",
        code:
          context.subject.kind === "Cluster"
            ? `kubectl get ${resource(context)}`
            : `kubectl apply -f kubelet-metrics-reader.yaml -f ${metricsBindingFile}\nkubectl edit ${resource(context)}`,
      },
    ],
    undo: `kubectl delete clusterrolebinding ${shellQuote(metricsBindingName(context))}, and put the earlier text of ${context.subject.name} back.`,
  }),
  verify: (context) => ({
    command: countIn(`kubectl get ${resource(context)} ${ownText(context.subject)}`, "10255"),
    expect: "0",
  }),
});

export const monitoringDependsOnReadonlyPort = defineCheck({
  id: "monitoring-depends-on-readonly-port",
  component: "other",
  tier: 1,
  kind: "config",
  title: "No agent of the cluster reads from the kubelet's read-only port",
  headline: ({ name }) => `${name} would go blind when port 10255 is closed`,
  needs: consumerNeeds,
  severity: {
    byVantage: null,
    base: "info",
    rule: "Information: it stands before the fix of kubelet-readonly-port-open.",
  },
  rationale:
    "Closing 10255 before its readers have moved blinds the people who run the cluster. Knowing them first makes the fix safe.",
  subjects: (evidence) => consumerSubjects(evidence, door),
  judge,
  ...remediation,
  tradeoffs: ["Agents need a role of their own on kubelets."],
  failureModes: ["401 or 403 after the move: the role on nodes/metrics or the token is missing."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.4"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    urls: ["https://cloud.google.com/kubernetes-engine/docs/how-to/disable-kubelet-readonly-port"],
  },
});
