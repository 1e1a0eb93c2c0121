import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import { type SeverityByVantage, worseSeverity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { openItems, portItems, readClosed, silenceOf } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { isAffected, kubeletCves, parseKubeletVersion } from "./kubelet-cves.ts";
import { configReach, openAt } from "./kubelet-endpoint.ts";
import { nodeOnlyIntent } from "./kubelet-intents.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { configSilence, readSettings } from "./kubelet-settings.ts";
import { poolOf } from "./managed-nodes.ts";
import { urlWord } from "./node-words.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "high", pod: "medium", "node-local": "low" };

const setting = "readOnlyPort";

const remediation = kubeletSetting({
  summary: "Close the kubelet's read-only port.",
  config: () => ({ readOnlyPort: 0 }),
  flags: () => ({ "read-only-port": "0" }),
  verify: (context) => ({
    command: `curl -s -m 3 ${urlWord("http", context, 10255, "/pods")}; echo rc=$?`,
    expect: "rc=7 (connection refused)",
  }),
  own: {
    gke: (context) => {
      const cluster = shellQuote(context.clusterName);
      return {
        summary: "Close the read-only port for the cluster and for the node pool (GKE 1.26.4-gke.500 or later).",
        steps: [
          {
            text: "Switch it off for new node pools and for the pool of this node; GKE recreates the nodes.",
            language: "bash",
            code: [
              poolOf("gke", context),
              `location=$(gcloud container clusters list --format='value(name,location)' | awk -v name=${cluster} '$1 == name { print $2 }')`,
              `gcloud container clusters update ${cluster} --location "$location" --no-enable-insecure-kubelet-readonly-port`,
              `gcloud container node-pools update "$pool" --cluster ${cluster} --location "$location" --no-enable-insecure-kubelet-readonly-port`,
            ].join("\n"),
          },
        ],
        undo: "The same commands with --enable-insecure-kubelet-readonly-port.",
      };
    },
  },
});

const isReadOnlyApi = ({ kubelet }: Observation) =>
  kubelet?.endpoint === "read-only" && (kubelet.access === "open" || kubelet.openPaths.length > 0);

/** A version whose checkpoint flaw is used through exactly this port makes the port worse. */
function isCheckpointFlawed(evidence: Evidence, subject: Subject): boolean {
  const version = parseKubeletVersion(evidence.node(subject.name)?.kubeletVersion ?? null);
  return version !== null && kubeletCves.some((cve) => cve.id === "CVE-2025-0426" && isAffected(cve, version));
}

function readWire(evidence: Evidence, subject: Subject): Reading | null {
  const open = openAt(evidence, subject);
  const answering = open.filter(isReadOnlyApi);
  if (answering.length > 0) {
    const paths = [...new Set(answering.flatMap(({ kubelet }) => kubelet?.openPaths ?? []))];
    const pods = answering.map(({ kubelet }) => kubelet?.podCount).find((count) => typeof count === "number");
    const reach = reachSeverity(byVantage, answering);
    const isWorse = reach.vantage?.kind !== "node-local" && isCheckpointFlawed(evidence, subject);
    return {
      verdict: "fail",
      says: `10255/TCP answers without authentication${paths.length > 0 ? ` on ${paths.join(", ")}` : ""}${pods === undefined ? "" : `, ${counted(pods, "pod")} listed`}`,
      evidence: openItems(answering, /^\/(pods|healthz|metrics|stats|spec)/),
      ...reach,
      severity: isWorse ? worseSeverity(reach.severity, "high") : reach.severity,
    };
  }
  const others = open.filter(({ service, kubelet }) => service !== null && !kubelet);
  if (open.length > 0 && others.length === open.length) {
    // On some OpenShift networks 10255 is kube-proxy's health port.
    const says = `10255/TCP is open, but ${others[0]?.service} answers there and not the kubelet`;
    return { verdict: "pass", says, evidence: portItems(evidence, subject), vantage: others[0]?.vantage };
  }
  return open.length > 0 ? null : readClosed(evidence, subject);
}

const judge: Check["judge"] = (subject, evidence) => {
  const silence = silenceOf(evidence, subject);
  return decide({
    wire: readWire(evidence, subject),
    config: readSettings(evidence, subject, [setting], (value) => {
      const port = value(setting);
      if (port === null) return null;
      if (port === 0) return { verdict: "pass", says: "readOnlyPort is 0" };
      return { verdict: "fail", says: `readOnlyPort is ${port}`, ...configReach(byVantage, evidence, subject) };
    }),
    silence,
    missing: `${silence} ${configSilence(evidence, subject, setting)}`,
    attempts: portItems(evidence, subject, false),
  });
};

export const kubeletReadonlyPortOpen = defineCheck({
  id: "kubelet-readonly-port-open",
  component: "kubelet",
  tier: 1,
  kind: "hybrid",
  title: "Kubelet's read-only port is closed",
  headline: ({ name }) => `Kubelet on ${name} hands out its pods and metrics on 10255/TCP without authentication`,
  ports: [10255],
  severity: {
    byVantage,
    base: "medium",
    rule: "High from any other network; high from a pod, too, where the kubelet's version is open to CVE-2025-0426.",
  },
  rationale:
    "It hands out pod specs with the environment variables written in them, image names, node capacity and metrics, in clear text, to anyone who asks. It is the usual first stop of someone who maps a cluster.",
  subjects: (evidence) => nodeSubjects(evidence, 10255),
  judge: onPresentNode(judge),
  ...remediation,
  settings: { component: "kubelet", names: [setting] },
  closes: ["kubelet-read-only-port"],
  allow: nodeOnlyIntent(
    "kubelet-read-only-port",
    10255,
    "Nobody needs the read-only port: agents read the kubelet's own with a token.",
  ),
  severityDiffers:
    "kube-bench and Trivy (high) judge the flag or the file, and take what neither names for one default or the other. Here the port's answer decides, and a stranger in another network weighs more than the node itself.",
  tradeoffs: [
    "Agents that read 10255 go blank: move them to 10250 with a token that holds nodes/metrics, nodes/stats or nodes/pods.",
    "No setting binds this port alone to a narrower interface: the kubelet's address counts for both ports.",
  ],
  failureModes: [
    "Dashboards are empty and targets refuse connections: point scrape configurations at https on 10250.",
    "The port is back on new nodes because only one node's file was edited: put the shared template right.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.4", "CIS EKS v1.8 §3.2.4", "CIS AKS v1.8 §3.2.4"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1613", "T1046", "T1552.007"],
    ms: ["MS-TA9030 Access Kubelet API", "MS-TA9031 Network mapping"],
    cwe: ["CWE-306", "CWE-319", "CWE-200"],
    cve: ["CVE-2025-0426", "CVE-2020-8551"],
    urls: [
      "https://cloud.google.com/kubernetes-engine/docs/how-to/disable-kubelet-readonly-port",
      "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/",
    ],
    tools: [
      "kube-hunter KHV043",
      "kube-hunter KHV044",
      "kube-hunter KHV052",
      "kube-bench 4.2.4",
      "kubescape C-0175",
      "trivy KCV0082",
      "prowler kubelet_disable_read_only_port",
    ],
  },
});
