import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Admission } from "../../domain/cluster-policy.ts";
import type { Inventory } from "../../domain/inventory.ts";
import { service, withoutServices, withServices } from "../nodeport/sample-services.ts";
import { contextFor, hardened, type Seen, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { serviceExternalIps as check } from "./service-external-ips.ts";

const claiming = withServices(service({ declaredExternalIPs: ["203.0.113.7"] }));
const subject = { kind: "Service" as const, uid: "uid-debug", name: "debug-tmp", namespace: "payments" };

function withPlugins(plugins: string | null, changes: Partial<Inventory> = {}): Seen {
  const flags: Record<string, string> = plugins === null ? {} : { "--enable-admission-plugins": plugins };
  const component = "kube-apiserver" as const;
  const pod = { node: "cp-1", namespace: "kube-system", name: "kube-apiserver-cp-1", component, flags, image: null };
  return withInventory(hardened(), { staticPods: [pod], ...changes });
}

const policy = (changes: Partial<Admission["policies"][number]> = {}): Partial<Inventory> => ({
  admission: {
    policies: [
      {
        name: "no-external-ips",
        uid: "uid-vap",
        resources: ["v1 services"],
        expressions: ["!has(object.spec.externalIPs)"],
        bound: true,
        actions: ["Deny"],
        ...changes,
      },
    ],
    webhooks: [],
    engines: [],
  },
});
const onEks = (seen: Seen) => withInventory(seen, { cluster: { ...seen.inventory.cluster, distribution: "eks" } });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a Service claims an address",
      seen: claiming,
      verdict: "fail",
      severity: "high",
      says: /203\.0\.113\.7, last written by kubectl-expose/,
    },
    {
      when: "nothing would refuse a claim",
      seen: withPlugins("NodeRestriction"),
      verdict: "fail",
      severity: "low",
      says: /Neither the plugin/,
    },
    {
      when: "a policy is not bound",
      seen: withPlugins(null, policy({ bound: false })),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "a policy only warns",
      seen: withPlugins(null, policy({ actions: ["Warn"] })),
      verdict: "fail",
      severity: "low",
    },
    { when: "the plugin is on", seen: withPlugins("NodeRestriction,DenyServiceExternalIPs"), verdict: "pass" },
    { when: "a policy refuses them", seen: withPlugins(null, policy()), verdict: "pass", says: /no-external-ips/ },
    {
      when: "a policy refuses them on a managed cluster",
      seen: onEks(withInventory(hardened(), policy())),
      verdict: "pass",
    },
    { when: "the Service claims none any more", seen: withServices(service()), subject, verdict: "pass" },
    { when: "the plugins could not be read", seen: hardened(), verdict: "unknown", says: /could not be read/ },
    {
      when: "policies could not be listed",
      seen: withPlugins(null, { admission: null }),
      verdict: "unknown",
      says: /validatingadmissionpolicies/,
    },
    {
      when: "a policy engine may refuse them",
      seen: withPlugins(null, { admission: { policies: [], webhooks: [], engines: ["kyverno"] } }),
      verdict: "unknown",
      says: /kyverno/,
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    {
      when: "the provider runs the API server",
      seen: onEks(hardened()),
      verdict: "not-applicable",
      says: /provider runs/,
    },
  ]);

  it("takes the addresses from the Service and refuses new ones by policy", () => {
    const context = contextFor({ subject: { ...contextFor().subject, ...subject } });
    const steps = check.remediate(context).steps;
    assert.match(
      steps.map(({ code }) => code ?? "").join("\n"),
      /patch service debug-tmp --type=json.*\/spec\/externalIPs/,
    );
    assert.match(
      steps.find(({ language }) => language === "yaml")?.code ?? "",
      /kind: ValidatingAdmissionPolicyBinding/,
    );
  });

  it("uses Google's own switch on GKE", () => {
    const text = check
      .remediate(contextFor({ distribution: "gke" }))
      .steps.map(({ code }) => code ?? "")
      .join("\n");
    assert.match(text, /clusters update sample --location LOCATION --no-enable-service-externalips/);
  });
});
