import { describe } from "node:test";
import { fromVantage, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { nodeportForgotten as check } from "./nodeport-forgotten.ts";
import { approved, debugSubject, page, service, withAnswer, withoutServices, withServices } from "./sample-services.ts";

const helm = service({
  uid: "helm",
  namespace: "web",
  name: "shop",
  type: "ClusterIP",
  labels: { "app.kubernetes.io/managed-by": "Helm" },
});
const plain = { name: "ledger", managers: [{ name: "terraform", at: null }] };
const forgotten = withServices(service());

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "it was exposed with kubectl months ago and is named so",
      seen: forgotten,
      verdict: "fail",
      severity: "medium",
      says: /213 days.*kubectl-expose.*debug-tmp/,
    },
    {
      when: "the internet reaches it",
      seen: fromVantage(withAnswer(forgotten, page()), "internet"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "no endpoint is behind it",
      seen: withServices(service({ readyEndpoints: 0 })),
      verdict: "fail",
      severity: "low",
      says: /no ready endpoint/,
    },
    {
      when: "others are released and it has no endpoint",
      seen: withServices(service({ ...plain, readyEndpoints: 0 }), helm),
      verdict: "fail",
      severity: "low",
      says: /no release tool/,
    },
    {
      when: "its Service is gone and the port still answers",
      seen: withAnswer(withServices(), page()),
      subject: debugSubject,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it is approved",
      seen: withServices(approved("team-pay: incident 12")),
      verdict: "pass",
      says: /Approved/,
    },
    {
      when: "Helm deploys it",
      seen: withServices(service({ labels: helm.labels })),
      verdict: "pass",
      says: /release tool/,
    },
    {
      when: "Argo tracks it",
      seen: withServices(service({ annotations: { "argocd.argoproj.io/tracking-id": "x" } })),
      verdict: "pass",
    },
    {
      when: "Flux applies it",
      seen: withServices(service({ labels: { "kustomize.toolkit.fluxcd.io/name": "apps" } })),
      verdict: "pass",
    },
    {
      when: "it is 13 days old",
      seen: withServices(service({ createdAt: "2026-11-07T09:00:00.000Z" })),
      verdict: "pass",
      says: /13 days/,
    },
    {
      when: "only its name speaks against it",
      seen: withServices(service({ managers: [] })),
      verdict: "pass",
      says: /Only one sign/,
    },
    { when: "nothing speaks against it", seen: withServices(service(plain)), verdict: "pass", says: /Nothing/ },
    { when: "its Service is gone", seen: withServices(), subject: debugSubject, verdict: "pass", says: /gone/ },
    {
      when: "one sign is there and endpoints could not be counted",
      seen: withInventory(withServices(service({ managers: [], readyEndpoints: null })), {
        lost: [{ need: "list endpointslices", why: "403", grant: "rule" }],
      }),
      verdict: "unknown",
      says: /"list endpointslices" is missing/,
    },
    { when: "its age is not known", seen: withServices(service({ createdAt: null })), verdict: "unknown" },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
  ]);
});
