import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseAllDocuments } from "yaml";
import { debugSubject, service, withServices } from "../nodeport/sample-services.ts";
import { contextFor, hardened, withInventory, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { hostportCollidesSystemPort as check } from "./hostport-collides-system-port.ts";
import { edgeSubject, taking, withoutPods } from "./sample-host-ports.ts";

const at = (port: number, changes: Parameters<typeof taking>[0] = {}) => taking({ ...changes, port: { port } });
const holding = (nodePort: number) =>
  withServices(service({ ports: [{ name: null, port: 80, targetPort: "80", nodePort, protocol: "TCP" }] }));
const cluster = { kind: "Cluster" as const, uid: "uid-kube-system", name: "sample" };
const approved = { annotations: { "breakwater.dev/hostport-approved": "team-dns: resolver of the lab" } };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a workload takes the kubelet's port",
      seen: withPort(at(10250), "worker-1", 10250, { state: "open", service: "http" }),
      verdict: "fail",
      severity: "high",
      says: /port of kubelet.*http answers there/,
    },
    { when: "a workload takes DNS", seen: at(53), verdict: "fail", severity: "high", says: /DNS of the node/ },
    {
      when: "a Service declares the API server's port",
      seen: holding(6443),
      verdict: "fail",
      severity: "high",
      says: /the API server.*its node port/,
    },
    { when: "it is approved", seen: at(53, { workload: approved }), verdict: "pass", says: /team-dns/ },
    { when: "nobody claims one", seen: at(8443), verdict: "pass", says: /No workload outside the platform/ },
    {
      when: "a part of the platform has one",
      seen: at(9099, { pod: { namespace: "calico-system" } }),
      verdict: "pass",
    },
    { when: "the workload moved", seen: hardened(), subject: { ...edgeSubject, port: 53 }, verdict: "pass" },
    {
      when: "the Service moved",
      seen: withServices(service()),
      subject: { ...debugSubject, port: 6443 },
      verdict: "pass",
    },
    {
      when: "pods could not be listed",
      seen: withInventory(hardened(), withoutPods),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "Services could not be listed",
      seen: withInventory(hardened(), { services: null }),
      verdict: "unknown",
      says: /list services/,
    },
    { when: "each claim is judged by itself", seen: at(53), subject: cluster, verdict: "not-applicable" },
  ]);

  it("refuses the ports to pods outside the platform by a policy", () => {
    const { steps } = check.remediate(contextFor({ subject: edgeSubject }));
    const [policy, binding] = parseAllDocuments(steps.find(({ language }) => language === "yaml")?.code ?? "").map(
      (one) => one.toJSON(),
    );
    assert.equal(policy.kind, "ValidatingAdmissionPolicy");
    assert.match(policy.spec.validations[0].expression, /\[22, 53, 179, 2379/);
    assert.equal(binding.spec.policyName, policy.metadata.name);
  });
});
