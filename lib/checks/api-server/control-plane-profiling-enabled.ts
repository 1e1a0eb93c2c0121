import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { openItems, pathOf } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { distributionOf, flagsUnread, readFlag } from "./control-plane-flags.ts";
import { wantedFlags } from "./flag-remediation.ts";
import { apiServerInstances, providerOf } from "./managed-control-plane.ts";
import { type ProfiledComponent, profiledComponents, profilingRemediation } from "./profiling-remediation.ts";

const product: Partial<Record<string, string>> = { k3s: "k3s", rke2: "RKE2" };

/** What one component's flag says: on, off, or not known. */
function profilingOf(evidence: Evidence, subject: Subject, component: ProfiledComponent) {
  const flag = readFlag(evidence, subject, component, "profiling");
  const isStaticPod = evidence.inventory.staticPods?.some(
    (pod) => pod.node === subject.node && pod.component === component,
  );
  const builtIn = isStaticPod ? undefined : product[distributionOf(evidence, subject)];
  const isOff = flag.value === "false" || (flag.value === null && flag.isRead && builtIn !== undefined);
  return { component, ...flag, isOn: flag.isRead && !isOff, builtIn };
}

/** Ports of this node where /debug/pprof/ was given to a caller without credentials. */
function openProfiles(evidence: Evidence, subject: Subject): Observation[] {
  return evidence.ofNode(subject.node ?? null).filter(({ state, component, apiServer, exchanges = [] }) => {
    if (state !== "open" || component?.component === "kube-proxy" || (!component && !apiServer)) return false;
    if (component?.pprof === true) return true;
    return exchanges.some(({ url, status }) => pathOf(url).startsWith("/debug/pprof") && status === 200);
  });
}

/** OpenShift has no switch for it: what no override sets is the operators' choice. */
function isOperators(subject: Subject, evidence: Evidence): boolean {
  if (distributionOf(evidence, subject) !== "openshift") return false;
  return profiledComponents.every((component) => readFlag(evidence, subject, component, "profiling").value !== "true");
}

function judgeFlagsOf(subject: Subject, evidence: Evidence): Judgement {
  if (isOperators(subject, evidence))
    return notApplicable(
      "OpenShift's operators keep profiling behind RBAC and offer no switch for it; no override turns it on for others.",
    );
  const all = profiledComponents.map((component) => profilingOf(evidence, subject, component));
  const on = all.filter(({ isOn }) => isOn);
  const items = (list: typeof all): EvidenceItem[] => list.flatMap((entry) => entry.items);
  if (on.length > 0) {
    const words = on.map(({ component, value }) =>
      value === null
        ? `${component} does not set --profiling, which is true by default`
        : `${component} sets --profiling=${value}`,
    );
    return fail({
      reason: `${words.join("; ")}.`,
      evidence: items(on),
      values: { components: on.map(({ component }) => component).join(",") },
    });
  }
  const unread = all.find(({ isRead }) => !isRead);
  if (unread) return unknown(flagsUnread(evidence, subject, unread.component), items(all));
  const builtIn = all.find((entry) => entry.builtIn && entry.value === null)?.builtIn;
  if (builtIn)
    return pass(
      `${builtIn} starts all three components with --profiling=false, and no argument of the server overrides it.`,
      items(all),
    );
  return pass("All three components set --profiling=false.", items(all));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const open = openProfiles(evidence, subject);
  const [first] = open;
  if (first) {
    const ports = [...new Set(open.map(({ port }) => `${port}/TCP`))].join(", ");
    return fail({
      reason: `/debug/pprof/ is given to callers without credentials on ${ports} of ${subject.name}.`,
      evidence: openItems(open, /^\/debug\/pprof/),
      severity: "high",
      vantage: first.vantage,
    });
  }
  const provider = providerOf(evidence, subject);
  if (provider !== null)
    return notApplicable(`${provider} runs the control plane: --profiling can be neither read nor set.`);
  if (subject.kind === "Cluster")
    return unknown(
      `No control-plane node of ${subject.name} is listed, so its flags are not known; grant "list nodes", or ask whoever runs the control plane.`,
    );
  return judgeFlagsOf(subject, evidence);
}

const wanted = (_context: RemediationContext): [string, string][] => [["profiling", "false"]];

export const controlPlaneProfilingEnabled = defineCheck({
  id: "control-plane-profiling-enabled",
  component: "api-server",
  tier: 3,
  kind: "config",
  title: "Profiling is off in API server, controller manager and scheduler",
  headline: ({ name }) => `The control plane on ${name} has its profiling endpoints on`,
  ports: [6443, 10_257, 10_259],
  severity: {
    byVantage: null,
    base: "low",
    range: ["high", "low"],
    rule: "High where /debug/pprof/ answers a caller without credentials.",
  },
  rationale: "Heap and goroutine dumps can leak request data, and CPU profiles cost capacity.",
  subjects: apiServerInstances,
  judge: onPresentNode(judge),
  ...profilingRemediation,
  tradeoffs: ["No live profiles during incidents."],
  failureModes: ["None is known; the flag needs a restart of each component."],
  settings: { component: "kube-apiserver", names: ["profiling"] },
  wanted: wantedFlags(wanted, ["k3s", "rke2", "talos"]),
  severityDiffers:
    "kube-bench, Kubescape and Trivy have a rule for each of the three components; here they are one finding of the node, and high once strangers get a profile.",
  references: {
    cis: [
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.15",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.3.2",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.4.1",
    ],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1613"],
    cwe: ["CWE-489"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
    tools: [
      "kube-bench 1.2.15",
      "kube-bench 1.3.2",
      "kube-bench 1.4.1",
      "trivy KCV0018",
      "trivy KCV0034",
      "trivy KCV0040",
      "prowler apiserver_disable_profiling",
      "kubescape C-0129",
      "kubescape C-0145",
      "kubescape C-0151",
      "prowler controllermanager_disable_profiling",
      "prowler scheduler_profiling",
    ],
  },
});
