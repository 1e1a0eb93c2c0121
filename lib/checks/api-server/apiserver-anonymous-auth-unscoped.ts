import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { decide, type Reading } from "../hybrid-verdict.ts";
import { portItems, readWire, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { configReach, flagReading, flagsMissing, staticPodOf } from "../static-pods.ts";
import { anonymousAuthRemediation, anonymousWanted } from "./anonymous-auth-remediation.ts";
import { bindingItems, strangersBindings } from "./anonymous-bindings.ts";
import { apiServerOn, apiServerSubjects } from "./api-server-subjects.ts";

const byVantage: SeverityByVantage = { internet: "low", "other-network": "low", pod: "info", "node-local": "info" };
const flags = ["--anonymous-auth", "--authentication-config"];

const rule: WireRule = {
  table: byVantage,
  proof: /^\/(api\/?|livez)$/,
  // How a stranger is refused is the finding itself.
  proves: () => true,
  wrong({ apiServer }) {
    if (apiServer?.transport !== "https") return null;
    if (apiServer.anonymous === "authenticated")
      return "/api answers 403 to system:anonymous: callers without credentials are let in on every path and only RBAC stops them";
    return apiServer.anonymous === "open" ? "/api answers 200 to callers without credentials" : null;
  },
  right({ apiServer }) {
    if (apiServer?.transport !== "https" || apiServer.anonymous !== "disabled") return null;
    const livez = apiServer.livez === "ok" ? ", while /livez answers: anonymous access is limited to health paths" : "";
    return `/api answers 401 to callers without credentials${livez}`;
  },
};

function readFlags(evidence: Evidence, subject: Subject): Reading | null {
  const pod = staticPodOf(evidence, subject, "kube-apiserver");
  if (!pod) return null;
  if (pod.flags["--anonymous-auth"] === "false")
    return flagReading(evidence, pod, flags, { verdict: "pass", says: "--anonymous-auth=false is set" });
  // The file may scope anonymous access; discovery cannot read it.
  if (pod.flags["--authentication-config"] !== undefined) return null;
  const says = "Anonymous access is on (--anonymous-auth is true by default) and no --authentication-config scopes it";
  return flagReading(evidence, pod, flags, { verdict: "fail", says, ...configReach(evidence, subject, byVantage) });
}

function whyFlagsAreSilent(evidence: Evidence, subject: Subject): string {
  const pod = staticPodOf(evidence, subject, "kube-apiserver");
  const path = pod?.flags["--authentication-config"];
  if (path === undefined) return flagsMissing(evidence, "kube-apiserver");
  return `Whether ${path} scopes anonymous access, only the node can tell.`;
}

/** True where RBAC or another authoriser gives strangers more than Kubernetes ships. */
function hasRights(evidence: Evidence, open: readonly Observation[]): boolean {
  const answers = open.some(
    ({ apiServer }) => apiServer?.anonymous === "open" || (apiServer?.readable.length ?? 0) > 0,
  );
  return answers || strangersBindings(evidence).length > 0;
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const silence = silenceOf(evidence, subject);
  const judgement = decide({
    wire: readWire(evidence, subject, rule),
    config: readFlags(evidence, subject),
    missing: `${silence} ${whyFlagsAreSilent(evidence, subject)}`,
    silence,
    attempts: portItems(evidence, subject, false),
  });
  if (judgement.verdict !== "fail" || !hasRights(evidence, evidence.at(subject.node ?? null, subject.port ?? 6443)))
    return judgement;
  return {
    ...judgement,
    severity: "medium",
    reason: `${judgement.reason} Strangers have rights beyond version and health here, which makes it medium.`,
    evidence: [...judgement.evidence, ...bindingItems(evidence)],
  };
}

export const apiserverAnonymousAuthUnscoped = defineCheck({
  id: "apiserver-anonymous-auth-unscoped",
  component: "api-server",
  tier: 1,
  kind: "hybrid",
  title: "API server takes anonymous callers on health paths at most",
  headline: (subject) => `${apiServerOn(subject)} takes anonymous callers on every path`,
  ports: [6443, 443, 8443, 16_443],
  severity: {
    byVantage,
    base: "low",
    range: ["medium", "info"],
    rule: "By the widest vantage that gets an answer; medium when anything beyond system:public-info-viewer is granted to strangers.",
  },
  rationale:
    "It removes the last safety net against a mistaken binding. Since 1.34 (beta and on by default from 1.32) it can be limited to health paths without breaking probes.",
  subjects: apiServerSubjects,
  judge: onPresentNode(judge),
  ...anonymousAuthRemediation,
  tradeoffs: [
    "--anonymous-auth=false breaks unauthenticated health checks of load balancers and the discovery of kubeadm join; prefer path conditions.",
    "--anonymous-auth and the anonymous block exclude each other.",
  ],
  failureModes: [
    "The static pod's liveness probes use anonymous /livez: with anonymous access off altogether they fail unless they carry credentials, and the pod restarts in a loop.",
  ],
  settings: { component: "kube-apiserver", names: ["anonymous-auth", "authentication-config"] },
  wanted: anonymousWanted,
  closes: ["api-server-anonymous"],
  severityDiffers:
    "kube-bench, Kubescape C-0113 and Trivy KCV0001 want --anonymous-auth=false; here anonymous access that is scoped to health paths passes, since probes need it.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.1"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1613"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-306"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/"],
    tools: ["kube-bench 1.2.1", "kubescape C-0113", "trivy KCV0001", "prowler apiserver_anonymous_requests"],
  },
});
