import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withoutServices } from "../nodeport/sample-services.ts";
import { contextFor, fromVantage, hardened } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { loadbalancerOpenToWorld as check } from "./loadbalancer-open-to-world.ts";
import { balancerAddress, loadBalancer, seenOutside, withBalancer } from "./sample-load-balancers.ts";

const open = withBalancer(loadBalancer());
const approval = "breakwater.dev/loadbalancer-approved";
const annotated = (annotations: Record<string, string>, loadBalancerClass: string | null = null) =>
  withBalancer(loadBalancer({ class: loadBalancerClass }, { annotations }));
const internet = (seen = open) => fromVantage(seen, "internet");
const subject = { kind: "Service" as const, uid: "uid-debug", name: "debug-tmp", namespace: "payments", port: 443 };
const aws = "service.beta.kubernetes.io/aws-load-balancer-";

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the internet gets through",
      seen: seenOutside(internet(), "open"),
      verdict: "fail",
      severity: "high",
      says: /443\/TCP is open from internet scanner.*Created 213 days ago/,
    },
    {
      when: "only its configuration tells",
      seen: open,
      verdict: "fail",
      severity: "medium",
      says: /by its configuration/,
    },
    {
      when: "a port beside the ingress is open",
      seen: withBalancer(
        loadBalancer({}, { ports: [{ name: null, port: 5432, targetPort: "5432", nodePort: null, protocol: "TCP" }] }),
      ),
      verdict: "fail",
      severity: "medium",
      says: /80 and 443/,
    },
    {
      when: "its ranges name everyone",
      seen: withBalancer(loadBalancer({ sourceRanges: ["10.0.0.0/8", "0.0.0.0/0"] })),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it admits both halves of the world",
      seen: withBalancer(loadBalancer({ sourceRanges: ["10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1"] })),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "its approval ended",
      seen: annotated({ [approval]: "team-web: shop", [`${approval}-until`]: "2026-11-20" }),
      verdict: "fail",
      severity: "medium",
      says: /ended on 2026-11-20/,
    },
    {
      when: "it admits listed networks",
      seen: withBalancer(loadBalancer({ sourceRanges: ["203.0.113.0/24"] })),
      verdict: "pass",
      says: /203\.0\.113\.0\/24 only/,
    },
    {
      when: "an annotation lists networks",
      seen: annotated({ "service.beta.kubernetes.io/azure-allowed-ip-ranges": "203.0.113.0/24" }),
      verdict: "pass",
    },
    {
      when: "it is approved",
      seen: annotated({ [approval]: "team-web: shop" }),
      verdict: "pass",
      says: /Approved by team-web/,
    },
    ...[
      { [`${aws}scheme`]: "internal" },
      { "networking.gke.io/load-balancer-type": "Internal" },
      { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" },
    ].map((annotations) => ({
      when: `${Object.keys(annotations)} makes it internal`,
      seen: annotated(annotations),
      verdict: "pass" as const,
      says: /internal/,
    })),
    {
      when: "the AWS controller makes it internal by default",
      seen: annotated({}, "service.k8s.aws/nlb"),
      verdict: "pass",
    },
    {
      when: "the AWS controller was told to face the internet",
      seen: annotated({ [`${aws}scheme`]: "internet-facing" }, "service.k8s.aws/nlb"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "its address is private",
      seen: withBalancer(loadBalancer({ ingress: ["10.0.4.9"] })),
      verdict: "pass",
      says: /private/,
    },
    {
      when: "the internet is kept out",
      seen: seenOutside(internet(), "filtered"),
      verdict: "pass",
      says: /not open to internet scanner/,
    },
    { when: "the Service is gone", seen: hardened(), subject, verdict: "pass" },
    {
      when: "the internet gets through in spite of ranges",
      seen: seenOutside(internet(withBalancer(loadBalancer({ sourceRanges: ["203.0.113.0/24"] }))), "open"),
      verdict: "unknown",
      says: /ignores them/,
    },
    {
      when: "its load balancer was not read",
      seen: withBalancer({ ...loadBalancer(), loadBalancer: null }),
      verdict: "unknown",
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    { when: "it has no address yet", seen: withBalancer(loadBalancer({ ingress: [] })), verdict: "not-applicable" },
  ]);

  it("makes it internal with the annotation of the cloud", () => {
    const own = { ...contextFor().subject, ...subject };
    const code = (distribution: "eks" | "gke" | "aks") =>
      check
        .remediate(contextFor({ subject: own, distribution }))
        .steps.map((step) => step.code ?? "")
        .join("\n");
    assert.match(
      code("eks"),
      /kubectl -n payments annotate service debug-tmp service\.beta\.kubernetes\.io\/aws-load-balancer-scheme=internal/,
    );
    assert.match(code("gke"), /networking\.gke\.io\/load-balancer-type=Internal/);
    assert.match(code("aks"), /azure-load-balancer-internal=true/);
  });

  it("verifies at the load balancer's address", () => {
    const context = contextFor({
      subject: { ...contextFor().subject, ...subject },
      port: 443,
      values: { address: balancerAddress },
    });
    assert.equal(check.remediate(context).verify.command, "nc -vz -w 3 198.51.100.9 443");
  });
});
