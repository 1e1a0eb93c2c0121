import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SettingSource } from "../../domain/setting.ts";
import { apiServer, byDefault, withApiServer, withStaticPod } from "../api-server/sample-api-server.ts";
import { withComponent } from "../controller-manager/sample-component.ts";
import { etcd, kubeadmFlags, openEtcd, withEtcd, withEtcdFlags } from "../etcd/sample-etcd.ts";
import { answering, closed, configured, filtered, unconfigured, unreachable } from "../kubelet/sample-kubelets.ts";
import { kubeletSource, sourced } from "../kubelet/sample-settings.ts";
import {
  contextFor,
  evidenceOf,
  fromVantage,
  hardened,
  kubelet,
  type Seen,
  withInventory,
  withPort,
} from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { settingContradictsWire as check } from "./setting-contradicts-wire.ts";

const subject = (name: string, port: number) => ({
  kind: "Node" as const,
  uid: `uid-${name}`,
  name,
  node: name,
  port,
  protocol: "TCP" as const,
});
const at = (port: number) => subject("worker-1", port);
const server = (port: number) => subject("cp-1", port);
const file: SettingSource = kubeletSource(
  "file",
  { "authentication.anonymous.enabled": false },
  { name: "/var/lib/kubelet/config.yaml" },
);
const map = kubeletSource(
  "configmap",
  { "authentication.anonymous.enabled": false },
  { node: null, name: "ConfigMap kube-system/kubelet-config" },
);
const flag = kubeletSource("command-line", { "anonymous-auth": "true", config: "/var/lib/kubelet/config.yaml" });
const listening = (port: number, endpoint: "read-only" | "healthz", seen: Seen) =>
  withPort(seen, "worker-1", port, {
    state: "open",
    service: `kubelet-${endpoint}`,
    kubelet: kubelet({ endpoint, access: "open", openPaths: ["/healthz"] }),
  });
const proxied = withComponent("kube-proxy", 10249, ["/metrics", "/proxyMode"], { node: "worker-1", mode: "iptables" });
const gone = { ...at(10250), uid: "uid-gone" };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "/configz says anonymous is off and the kubelet answers 200",
      seen: answering("open", {}, hardened()),
      subject: at(10250),
      verdict: "fail",
      severity: "high",
      says: /enabled: false, but a request without credentials is answered/,
    },
    {
      when: "the file says off and the answer is 403",
      seen: answering("forbidden-anonymous", {}, sourced(file)),
      subject: at(10250),
      verdict: "fail",
      severity: "high",
      says: /config\.yaml says .*false/,
    },
    {
      when: "the ConfigMap says off and the answer is 403",
      seen: answering("forbidden-anonymous", {}, sourced(map)),
      subject: at(10250),
      verdict: "fail",
      severity: "high",
      says: /ConfigMap/,
    },
    {
      when: "a flag overrides the file",
      seen: answering("forbidden-anonymous", {}, sourced(file, flag)),
      subject: at(10250),
      verdict: "fail",
      severity: "high",
      says: /config\.yaml/,
    },
    {
      when: "readOnlyPort is 0 and 10255 answers as a kubelet",
      seen: listening(10255, "read-only", hardened()),
      subject: at(10255),
      verdict: "fail",
      severity: "medium",
      says: /readOnlyPort: 0/,
    },
    {
      when: "health is bound to loopback and answers other machines",
      seen: listening(10248, "healthz", hardened()),
      subject: at(10248),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "kube-proxy's metrics are on loopback and answer",
      seen: proxied,
      subject: at(10249),
      verdict: "fail",
      severity: "low",
      says: /metricsBindAddress: 127\.0\.0\.1:10249/,
    },
    {
      when: "etcd demands certificates by its flag and answers without",
      seen: withEtcd(openEtcd, 2379, {}, withEtcdFlags(kubeadmFlags)),
      subject: server(2379),
      verdict: "fail",
      severity: "high",
      says: /client-cert-auth: true/,
    },
    {
      when: "the API server's flag says no anonymous and it answers them",
      seen: withApiServer(byDefault, { seen: withStaticPod("kube-apiserver", { "--anonymous-auth": "false" }) }),
      subject: server(6443),
      verdict: "fail",
      severity: "medium",
      says: /anonymous-auth: false/,
    },
    {
      when: "the kubelet answers 401 as declared",
      seen: answering("unauthorized", {}, hardened()),
      subject: at(10250),
      verdict: "pass",
    },
    {
      when: "the wire is stricter than the file",
      seen: configured({ authentication: { anonymous: { enabled: true } } }, answering("unauthorized")),
      subject: at(10250),
      verdict: "pass",
      says: /stricter/,
    },
    {
      when: "10255 is closed and readOnlyPort is 0",
      seen: hardened(),
      subject: at(10255),
      verdict: "pass",
      says: /closed/,
    },
    {
      when: "kube-proxy listens on another machine's port",
      seen: withPort(hardened(), "worker-1", 10255, { state: "open", service: "kube-proxy-healthz" }),
      subject: at(10255),
      verdict: "unknown",
    },
    {
      when: "health answers on the node itself",
      seen: fromVantage(listening(10248, "healthz", hardened()), "node-local"),
      subject: at(10248),
      verdict: "pass",
    },
    {
      when: "etcd asks for certificates as declared",
      seen: withEtcd(etcd(), 2379, {}, withEtcdFlags(kubeadmFlags)),
      subject: server(2379),
      verdict: "pass",
    },
    {
      when: "anonymous access is scoped by a file and the flag is not set",
      seen: withApiServer(apiServer(), { seen: withStaticPod("kube-apiserver", {}) }),
      subject: server(6443),
      verdict: "unknown",
      says: /nothing to compare/,
    },
    {
      when: "the port is filtered",
      seen: filtered(10250, hardened()),
      subject: at(10250),
      verdict: "unknown",
      says: /filtered/,
    },
    {
      when: "nothing that is declared could be read",
      seen: answering("open"),
      subject: at(10250),
      verdict: "unknown",
      says: /grant "get nodes\/configz"/,
    },
    { when: "no port answers", seen: unreachable(hardened()), subject: at(10250), verdict: "unknown" },
    {
      when: "the port is closed and nothing was read",
      seen: closed(10255, unconfigured()),
      subject: at(10255),
      verdict: "not-applicable",
    },
    { when: "no setting governs the port", seen: hardened(), subject: at(22), verdict: "not-applicable" },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);

  it("asks every node about its own ports, and control-plane nodes about etcd and the API server", () => {
    const ports = (name: string) =>
      check
        .subjects(evidenceOf(hardened()))
        .filter((entry) => entry.name === name)
        .map(({ port }) => port);
    assert.deepEqual(ports("worker-1"), [10250, 10255, 10248, 10249]);
    assert.deepEqual(ports("cp-1"), [10250, 10255, 10248, 10249, 2379, 6443]);
  });

  it("names the users of the door behind the subject's own port alone", () => {
    const doors = (port: number) => check.closesFor?.(at(port));
    assert.deepEqual(doors(10250), ["kubelet-anonymous"]);
    assert.deepEqual(doors(10350), ["kubelet-anonymous"]);
    assert.deepEqual(doors(10255), ["kubelet-read-only-port"]);
    assert.deepEqual(doors(2379), ["etcd-client"]);
    assert.deepEqual(doors(6443), []);
  });

  it("shows first what answers, then each source that says otherwise", () => {
    const seen = answering("forbidden-anonymous", {}, withInventory(hardened(), { settingSources: [map] }));
    const { evidence, values } = judgeRow(check, { seen, subject: at(10250) });
    assert.match(evidence[0]?.sent ?? "", /answer of 192\.0\.2\.21:10250/);
    assert.equal(evidence.filter(({ decisive }) => !decisive).length >= 2, true);
    assert.equal(values?.component, "kubelet");
  });

  it("says how to find the cause: the owner of the port, the flags, and the age of the process", () => {
    const commands = (port: number) =>
      check
        .remediate(contextFor({ port }))
        .steps.map(({ code }) => code ?? "")
        .join("\n");
    assert.match(
      commands(10250),
      /ss -ltnp 'sport = :10250'[\s\S]*-C kubelet[\s\S]*lstart[\s\S]*systemctl restart kubelet/,
    );
    assert.match(commands(2379), /-C etcd[\s\S]*manifests\/etcd\.yaml/);
    assert.match(commands(10249), /rollout restart daemonset\/kube-proxy/);
    assert.match(check.remediate(contextFor({ port: 6443 })).verify.command, /:6443\/api/);
  });
});
