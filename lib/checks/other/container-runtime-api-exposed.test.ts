import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  tls,
  withInventory,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { containerRuntimeApiExposed as check } from "./container-runtime-api-exposed.ts";

const on = (port: number) =>
  ({ kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port, protocol: "TCP" }) as const;
const docker = withProduct(2375, "docker-engine", { version: "27.1.1" });
const streaming = (details: string[]) => withProduct(10_010, "cri-streaming", { access: "login", details });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "Docker answers a worker",
      seen: docker,
      subject: on(2375),
      verdict: "fail",
      severity: "critical",
      says: /27\.1\.1.*root on the node/,
    },
    {
      when: "Docker answers the internet",
      seen: fromVantage(docker, "internet"),
      subject: on(2375),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "Docker answers on the node itself",
      seen: fromVantage(docker, "node-local"),
      subject: on(2375),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "streams are served without TLS",
      seen: streaming(["without TLS"]),
      subject: on(10_010),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "streams are served over TLS",
      seen: streaming(["over TLS"]),
      subject: on(10_010),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "streams are served on the node alone",
      seen: fromVantage(streaming(["without TLS"]), "node-local"),
      subject: on(10_010),
      verdict: "pass",
    },
    {
      when: "metrics of CRI-O answer",
      seen: withProduct(9537, "crio-metrics", { answered: ["/metrics"] }),
      subject: on(9537),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "2376 demands a certificate",
      seen: withPort(hardened(), "worker-1", 2376, {
        state: "open",
        service: "tls",
        tls: tls({ clientCertificate: "required" }),
      }),
      subject: on(2376),
      verdict: "pass",
      says: /demands a client certificate/,
    },
    {
      when: "every port is closed",
      seen: hardened(),
      subject: on(2375),
      verdict: "pass",
      says: /Nothing of a container runtime/,
    },
    {
      when: "something unknown is behind 2375",
      seen: withPort(hardened(), "worker-1", 2375, { state: "open", service: "http" }),
      subject: on(2375),
      verdict: "unknown",
      says: /did not show itself/,
    },
    {
      when: "another service answers",
      seen: withPort(hardened(), "worker-1", 2375, { state: "open", service: "ssh" }),
      subject: on(2375),
      verdict: "not-applicable",
    },
    {
      when: "a port is filtered",
      seen: withPort(hardened(), "worker-1", 2376, { state: "filtered" }),
      subject: on(2375),
      verdict: "unknown",
      says: /filtered/,
    },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "worker-1", 2375, { state: null, problem: "EMFILE" }),
      subject: on(2375),
      verdict: "unknown",
      says: /broke/,
    },
    {
      when: "the node answers nothing",
      seen: withUnreachable(hardened(), "worker-1"),
      subject: on(2375),
      verdict: "unknown",
      says: /No port of worker-1/,
    },
    {
      when: "the node is gone",
      seen: withInventory(hardened(), { nodes: [] }),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 2375, protocol: "TCP" },
      verdict: "not-applicable",
    },
  ]);

  it("begins with the settings of the product that answered, and lets nobody in", () => {
    const judged = check.judge(on(2375), evidenceOf(docker));
    const values = judged.verdict === "fail" ? (judged.values ?? {}) : {};
    const context = contextFor({ subject: on(2375), port: 2375, values });
    const { steps } = check.remediate(context);
    assert.match(steps[0]?.code ?? "", /^grep -n tcp:\/\/ \/etc\/docker\/daemon\.json/);
    assert.ok(steps.some(({ file }) => file === "/etc/systemd/system/docker.service.d/override.conf"));
    assert.ok(steps.every(({ code }) => !code?.includes("/etc/containerd/config.toml")));
    assert.deepEqual(check.allow?.(context)?.allow, []);
  });

  it("deletes a provider's rule where nobody is to come in", () => {
    const text = (distribution: "eks" | "gke" | "aks") =>
      check
        .remediate(contextFor({ distribution }))
        .steps.map(({ code }) => code)
        .join("\n");
    assert.doesNotMatch(text("eks"), /authorize-security-group-ingress/);
    assert.match(text("gke"), /firewall-rules delete/);
    assert.match(text("aks"), /nsg rule delete/);
  });
});
