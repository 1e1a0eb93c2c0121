import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Check } from "../domain/check.ts";
import { ciliumAgentPortsExposed } from "./cni/cilium-agent-ports-exposed.ts";
import { containerRuntimeApiExposed as docker } from "./other/container-runtime-api-exposed.ts";
import { metricsExporterExposed } from "./other/metrics-exporter-exposed.ts";
import { evidenceOf, fromVantage, hardened, withInventory, withPort, withUnreachable } from "./sample-evidence.ts";
import { withImage, withProduct } from "./sample-products.ts";
import { assertProof } from "./sample-verdicts.ts";

const service = {
  uid: "uid-exporter",
  namespace: "monitoring",
  name: "exporter",
  type: "NodePort" as const,
  ports: [{ name: null, port: 9100, targetPort: "9100", nodePort: 31_000, protocol: "TCP" as const }],
  healthCheckNodePort: null,
  externalIPs: [],
  declaredExternalIPs: [],
  externalTrafficPolicy: null,
  loadBalancer: null,
  selector: {},
  labels: {},
  annotations: {},
  managers: [],
  readyEndpoints: 1,
  createdAt: null,
};

const failures = (check: Check, evidence: ReturnType<typeof evidenceOf>) =>
  check
    .subjects(evidence)
    .map((subject) => ({ subject, judgement: check.judge(subject, evidence) }))
    .filter(({ judgement }) => judgement.verdict === "fail");

describe("ports of products", () => {
  it("gives a product that answers on a NodePort to the Service that declares it, once for all nodes", () => {
    const answering = ["worker-1", "worker-2"].reduce(
      (seen, node) =>
        withProduct(
          31_000,
          "prometheus-exporter",
          { node, answered: ["/metrics"], details: ["node-exporter", "80 series names"] },
          seen,
        ),
      withInventory(hardened(), { services: [service] }),
    );
    const [found, ...more] = failures(metricsExporterExposed, evidenceOf(answering));
    assert.equal(more.length, 0);
    assert.deepEqual(
      [found?.subject.kind, found?.subject.uid, found?.subject.port],
      ["Service", "uid-exporter", 31_000],
    );
    assert.ok(found);
    assertProof(metricsExporterExposed, found.judgement);
  });

  it("passes that Service once nothing answers on its port any more", () => {
    const closed = ["cp-1", "worker-1", "worker-2"].reduce(
      (seen, node) => withPort(seen, node, 31_000, {}),
      withInventory(hardened(), { services: [service] }),
    );
    const subject = {
      kind: "Service",
      uid: "uid-exporter",
      name: "exporter",
      namespace: "monitoring",
      port: 31_000,
      protocol: "TCP",
    } as const;
    assert.equal(metricsExporterExposed.judge(subject, evidenceOf(closed)).verdict, "pass");
  });

  it("finds a product on whatever port it answers", () => {
    const found = failures(docker, evidenceOf(withProduct(30_075, "docker-engine")));
    assert.deepEqual(
      found.map(({ subject }) => [subject.name, subject.port]),
      [["worker-1", 30_075]],
    );
  });

  it("hands the node network to the remediation and names the nodes that a rule lets in", () => {
    const [found] = failures(docker, evidenceOf(withProduct(2375, "docker-engine")));
    assert.equal(found?.judgement.values?.nodes, "192.0.2.10,192.0.2.21,192.0.2.22");
  });

  it("does not call a loopback-only port of Cilium wrong where no Cilium runs", () => {
    const open = withPort(hardened(), "worker-1", 9901, { state: "open", service: "http" });
    assert.equal(failures(ciliumAgentPortsExposed, evidenceOf(open)).length, 0);
    assert.equal(
      failures(ciliumAgentPortsExposed, evidenceOf(withImage("quay.io/cilium/cilium:v1.16.3", open))).length,
      1,
    );
  });

  it("passes nothing that could not be reached", () => {
    const evidence = evidenceOf(fromVantage(withUnreachable(hardened(), "worker-1"), "internet"));
    for (const check of [docker, metricsExporterExposed]) {
      const subject = check.subjects(evidence).find(({ name }) => name === "worker-1");
      assert.ok(subject);
      assert.equal(check.judge(subject, evidence).verdict, "unknown");
    }
  });
});
