import { describe } from "node:test";
import type { Admission } from "../../domain/cluster-policy.ts";
import type { Workload } from "../../domain/workload.ts";
import { exchange, fromVantage, hardened, type Seen, withInventory } from "../sample-evidence.ts";
import { withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { ingressAdmissionWebhookExposed as check } from "./ingress-admission-webhook-exposed.ts";

const hook: Admission = {
  policies: [],
  engines: [],
  webhooks: [
    {
      configuration: "ingress-nginx-admission",
      uid: "uid-hook",
      name: "validate.nginx.ingress.kubernetes.io",
      mutating: false,
      service: {
        namespace: "ingress-nginx",
        name: "ingress-nginx-controller-admission",
        port: 443,
        path: "/networking/v1/ingresses",
      },
      resources: ["ingresses"],
      failurePolicy: "Fail",
    },
  ],
};

function controller(image: string, admission: Admission | null = hook, seen: Seen = hardened()): Seen {
  const workload: Workload = {
    kind: "Deployment",
    uid: "uid-controller",
    namespace: "ingress-nginx",
    name: "ingress-nginx-controller",
    labels: {},
    annotations: {},
    managers: [],
    serviceAccount: "ingress-nginx",
    hostNetwork: false,
    images: [image],
    flags: {},
    createdAt: null,
  };
  return withInventory(seen, { workloads: [workload], admission });
}

const project = (tag: string) => `registry.k8s.io/ingress-nginx/controller:${tag}`;
const post = exchange(
  "https://192.0.2.21:8443/networking/v1/ingresses",
  500,
  "refused by the webhook, without a body",
  { method: "POST" },
);
const answering = (seen: Seen) =>
  withProduct(
    8443,
    "ingress-nginx-admission",
    { answered: ["/networking/v1/ingresses"], observation: { exchanges: [post] } },
    seen,
  );
const vulnerable = controller(project("v1.11.4@sha256:ab"));
const noWebhook: Admission = { ...hook, webhooks: [] };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a vulnerable build has its webhook on the pod network",
      seen: vulnerable,
      verdict: "fail",
      severity: "high",
      says: /1\.11\.4.*CVE-2025-1974/,
    },
    {
      when: "1.12.0 answers the internet",
      seen: fromVantage(answering(controller(project("v1.12.0"))), "internet"),
      verdict: "fail",
      severity: "critical",
      says: /answers/,
    },
    {
      when: "a vulnerable build answers on the node itself",
      seen: fromVantage(answering(vulnerable), "node-local"),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "the build is fixed and retired",
      seen: controller(project("v1.12.1")),
      verdict: "fail",
      severity: "medium",
      says: /ended in March 2026/,
    },
    {
      when: "webhooks could not be read",
      seen: controller(project("v1.11.4"), null),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "something answers and workloads are not known",
      seen: answering(withInventory(hardened(), { workloads: null })),
      verdict: "fail",
      severity: "high",
      says: /build is not known/,
    },
    {
      when: "the webhook is switched off",
      seen: controller(project("v1.11.4"), noWebhook),
      verdict: "pass",
      says: /without its admission webhook/,
    },
    {
      when: "a vendor's build is new enough",
      seen: controller("rancher/nginx-ingress-controller:v1.12.1-hardened1"),
      verdict: "pass",
    },
    {
      when: "a vendor's build is old",
      seen: controller("rancher/nginx-ingress-controller:v1.10.5-hardened3"),
      verdict: "unknown",
      says: /release notes/,
    },
    { when: "the image has no release", seen: controller(project("latest")), verdict: "unknown", says: /digest/ },
    {
      when: "workloads could not be listed",
      seen: withInventory(hardened(), { workloads: null }),
      verdict: "unknown",
      says: /list deployments/,
    },
    { when: "another controller is used", seen: controller("docker.io/traefik:v3.1"), verdict: "not-applicable" },
    { when: "F5's controller is used", seen: controller("nginx/nginx-ingress:3.7.0"), verdict: "not-applicable" },
  ]);
});
