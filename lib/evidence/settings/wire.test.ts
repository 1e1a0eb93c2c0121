import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { apiServer, byDefault, withApiServer, withStaticPod } from "../../checks/api-server/sample-api-server.ts";
import { withComponent } from "../../checks/controller-manager/sample-component.ts";
import { kubeadmFlags, openEtcd, withEtcd, withEtcdFlags } from "../../checks/etcd/sample-etcd.ts";
import {
  certificate,
  fromVantage,
  hardened,
  kubelet,
  type Seen,
  servingPending,
  tls,
  withPort,
} from "../../checks/sample-evidence.ts";
import type { KubeletFacts, TlsFacts } from "../../domain/observation.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { decided, settingOf, silent, worker } from "./sources-fixture.ts";

const api = (facts: Partial<KubeletFacts>, handshake: Partial<TlsFacts> = {}, seen = silent()): Seen =>
  withPort(seen, worker, 10250, {
    state: "open",
    service: "kubelet",
    kubelet: kubelet(facts),
    tls: tls({ certificate: certificate(worker, "192.0.2.21"), ...handshake }),
  });
const at = (port: number, endpoint: "read-only" | "healthz", seen = silent()) =>
  withPort(seen, worker, port, {
    state: "open",
    service: `kubelet-${endpoint}`,
    kubelet: kubelet({ endpoint, access: "open", openPaths: ["/healthz"] }),
  });
const selfMade = certificate(worker, "", { subject: "CN=worker-1@1795247948", issuer: "CN=worker-1-ca@1795247948" });
const byK3s = certificate(worker, "", { subject: "CN=worker-1", issuer: "CN=k3s-server-ca@1795247948" });
const anonymous = "authentication.anonymous.enabled";

describe("what a kubelet's answers prove", () => {
  const cases: [string, Seen, string, SettingValue | null][] = [
    ["200 without credentials", api({ access: "open" }), anonymous, true],
    ["403 for system:anonymous", api({ access: "forbidden-anonymous" }), anonymous, true],
    ["401", api({ access: "unauthorized" }), anonymous, false],
    ["404 alone", api({ access: "unknown" }), anonymous, null],
    ["a filtered port", silent(), anonymous, null],
    ["403 for system:anonymous", api({ access: "forbidden-anonymous" }), "authorization.mode", "Webhook"],
    ["200, which a binding may allow", api({ access: "open" }), "authorization.mode", null],
    ["405 on debug handlers", api({ access: "debug-handlers-disabled" }), "enableDebuggingHandlers", false],
    ["no CertificateRequest", api({}, { clientCertificate: "not-requested" }), "authentication.x509.clientCAFile", ""],
    ["a self-made certificate", api({}, { certificate: selfMade }), "serverTLSBootstrap", false],
    ["a certificate of k3s' authority", api({}, { certificate: byK3s }), "serverTLSBootstrap", null],
    ["a signed certificate, which may come from a file", api({}), "serverTLSBootstrap", null],
    [
      "TLS alert 80",
      withPort(silent(), worker, 10250, { state: "open", service: "kubelet", tls: servingPending }),
      "serverTLSBootstrap",
      true,
    ],
    ["TLS 1.0 accepted", api({}, { versions: { TLSv1: "accepted" } }), "tlsMinVersion", "VersionTLS10"],
    [
      "TLS 1.2 accepted, 1.1 not tried",
      api({}, { versions: { TLSv1: "refused", "TLSv1.2": "accepted" } }),
      "tlsMinVersion",
      null,
    ],
    ["a kubelet on 10255", at(10255, "read-only"), "readOnlyPort", 10255],
    ["10255 closed, which a firewall does as well", withPort(silent(), worker, 10255, {}), "readOnlyPort", null],
    [
      "something else on 10255",
      withPort(silent(), worker, 10255, { state: "open", service: "kube-proxy-healthz" }),
      "readOnlyPort",
      null,
    ],
    ["health from another machine", at(10248, "healthz"), "healthzBindAddress", "192.0.2.21"],
    ["health on the node itself", fromVantage(at(10248, "healthz"), "node-local"), "healthzBindAddress", null],
  ];
  for (const [seen, input, name, value] of cases)
    test(`${seen}: ${name} is ${value === null ? "not known" : JSON.stringify(value)}`, () =>
      assert.equal(decided(input, name)[0], value));

  test("a declared value that fits what the wire shows only roughly gives the value", () => {
    const asked = settingOf(api({}, {}, hardened()), "authentication.x509.clientCAFile");
    assert.deepEqual([asked.value, asked.decidedBy, asked.contradiction], ["/etc/kubernetes/pki/ca.crt", "wire", null]);
    const health = settingOf(at(10248, "healthz", hardened()), "healthzBindAddress");
    assert.match(
      health.contradiction ?? "",
      /healthzBindAddress: 127\.0\.0\.1, but the health port answers other machines/,
    );
    assert.equal(settingOf(api({}, {}, hardened()), "tlsMinVersion").contradiction, null);
  });
});

describe("what answers prove of the control plane", () => {
  const node = "cp-1";
  test("the API server's anonymous access, whole, on health paths or off", () => {
    const asked = (facts: typeof byDefault) =>
      decided(withApiServer(facts), "anonymous-auth", "kube-apiserver", node)[0];
    assert.equal(asked(byDefault), true);
    assert.equal(asked(apiServer()), true);
    assert.equal(asked(apiServer({ livez: "refused" })), false);
    assert.equal(asked(apiServer({ livez: "unknown" })), null);
    const flagged = withApiServer(byDefault, {
      seen: withStaticPod("kube-apiserver", { "--anonymous-auth": "false" }),
    });
    assert.match(
      settingOf(flagged, "anonymous-auth", "kube-apiserver", node).contradiction ?? "",
      /anonymous-auth: false, but/,
    );
  });

  test("etcd's client certificates and plain listeners", () => {
    const mutual = withEtcd({ ...openEtcd, transport: "https", access: "client-certificate-required" });
    assert.equal(decided(mutual, "client-cert-auth", "etcd", node)[0], true);
    const open = withEtcd(openEtcd, 2379, {}, withEtcdFlags(kubeadmFlags));
    assert.equal(decided(open, "client-cert-auth", "etcd", node)[0], false);
    assert.match(
      settingOf(open, "client-cert-auth", "etcd", node).contradiction ?? "",
      /client-cert-auth: true, but it answers without/,
    );
    assert.match(settingOf(open, "listen-client-urls", "etcd", node).contradiction ?? "", /plain HTTP/);
  });

  test("where the controller manager and kube-proxy's metrics are bound, and in which mode", () => {
    const manager = withComponent("kube-controller-manager", 10257, ["/healthz"]);
    assert.equal(decided(manager, "bind-address", "kube-controller-manager", node)[0], "192.0.2.10");
    const proxy = withComponent("kube-proxy", 10249, ["/metrics"], { mode: "nftables" });
    assert.equal(decided(proxy, "mode", "kube-proxy", node)[0], "nftables");
    assert.match(
      settingOf(proxy, "metricsBindAddress", "kube-proxy", node).contradiction ?? "",
      /metrics answer other machines/,
    );
    assert.equal(
      settingOf(fromVantage(proxy, "node-local"), "metricsBindAddress", "kube-proxy", node).contradiction,
      null,
    );
  });
});
