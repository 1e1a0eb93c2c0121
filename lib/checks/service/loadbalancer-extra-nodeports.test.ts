import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Workload } from "../../domain/workload.ts";
import { withoutServices } from "../nodeport/sample-services.ts";
import { contextFor, fromVantage, hardened, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { loadbalancerExtraNodeports as check } from "./loadbalancer-extra-nodeports.ts";
import { loadBalancer, withBalancer } from "./sample-load-balancers.ts";

const speaker: Workload = {
  kind: "DaemonSet",
  uid: "uid-speaker",
  namespace: "metallb-system",
  name: "speaker",
  labels: {},
  annotations: {},
  managers: [],
  serviceAccount: "speaker",
  hostNetwork: true,
  images: ["quay.io/metallb/speaker:v0.15.2"],
  flags: {},
  createdAt: null,
};
const ofClass = (name: string) => withBalancer(loadBalancer({ class: name }));
const cilium = ofClass("io.cilium/l2-announcer");
const annotated = (annotations: Record<string, string>) => withBalancer(loadBalancer({}, { annotations }));
const aws = "service.beta.kubernetes.io/aws-load-balancer-";
const subject = { kind: "Service" as const, uid: "uid-debug", name: "debug-tmp", namespace: "payments" };
const portless = [{ name: null, port: 443, targetPort: "8443", nodePort: null, protocol: "TCP" as const }];
const open = withPort(cilium, "worker-1", 32555, { state: "open" });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "the internet reaches a node port past Cilium",
      seen: fromVantage(open, "internet"),
      verdict: "fail",
      severity: "medium",
      says: /32555\/TCP open on 1 of 3/,
    },
    {
      when: "Cilium announces its address",
      seen: cilium,
      verdict: "fail",
      severity: "low",
      says: /Cilium LB-IPAM routes past/,
    },
    {
      when: "MetalLB runs in the cluster",
      seen: withInventory(withBalancer(loadBalancer()), { workloads: [speaker] }),
      verdict: "fail",
      severity: "low",
      says: /MetalLB/,
    },
    {
      when: "AWS targets pods",
      seen: annotated({ [`${aws}type`]: "external", [`${aws}nlb-target-type`]: "ip" }),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "it allocates none",
      seen: withBalancer(loadBalancer({ class: "io.cilium/l2-announcer" }, { ports: portless })),
      verdict: "pass",
    },
    { when: "it is no load balancer any more", seen: hardened(), subject, verdict: "pass" },
    {
      when: "its implementation is not known",
      seen: withBalancer(loadBalancer()),
      verdict: "unknown",
      says: /loadBalancerClass/,
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    {
      when: "AWS targets instances",
      seen: annotated({ [`${aws}type`]: "nlb" }),
      verdict: "not-applicable",
      says: /cannot go/,
    },
  ]);

  it("removes every node port together with the flag", () => {
    const context = contextFor({ subject: { ...contextFor().subject, ...subject }, values: { ports: "2" } });
    const [, step] = check.remediate(context).steps;
    assert.match(
      step?.code ?? "",
      /allocateLoadBalancerNodePorts.*\/spec\/ports\/0\/nodePort.*\/spec\/ports\/1\/nodePort/,
    );
  });
});
