import assert from "node:assert/strict";
import { test } from "node:test";
import { flattenSettings } from "./flatten-settings.ts";
import { parseKubeProxy } from "./kube-proxy-config.ts";
import { toKubeletSettings } from "./kubelet-config-map.ts";
import { toSettings } from "./openshift-config.ts";

const at = "2026-11-21T10:00:00.000Z";

test("kubeadm's kubelet ConfigMap is read under dotted names, without what it leaves to the kubelet and without headers", () => {
  const text = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: { anonymous: { enabled: false }, webhook: { cacheTTL: 0s, enabled: true }, x509: { clientCAFile: /etc/ca.crt } }
readOnlyPort: 0
healthzBindAddress: 127.0.0.1
streamingConnectionIdleTimeout: 0s
tlsPrivateKeyFile: /var/lib/kubelet/key
tlsCipherSuites: [TLS_AES_128_GCM_SHA256]
staticPodURLHeader: { Authorization: [Bearer s3cret] }
resolvConf: ""
registerWithTaints: [{ key: a }]
`;
  const source = toKubeletSettings("kubelet-config", text, at);
  assert.equal(source.name, "ConfigMap kube-system/kubelet-config");
  assert.deepEqual(source.values, {
    "authentication.anonymous.enabled": false,
    "authentication.webhook.enabled": true,
    "authentication.x509.clientCAFile": "/etc/ca.crt",
    readOnlyPort: 0,
    healthzBindAddress: "127.0.0.1",
    tlsPrivateKeyFile: "/var/lib/kubelet/key",
    tlsCipherSuites: ["TLS_AES_128_GCM_SHA256"],
  });
  assert.throws(() => toKubeletSettings("kubelet-config", "- a\n", at), SyntaxError);
});

test("kube-proxy's fields are kept beside the few that checks read", () => {
  const text =
    "mode: ipvs\nhealthzBindAddress: 0.0.0.0:10256\niptables: { localhostNodePorts: false }\nnodePortAddresses: [primary]\n";
  assert.deepEqual(parseKubeProxy(text, "kube-proxy", at).source.values, {
    mode: "ipvs",
    healthzBindAddress: "0.0.0.0:10256",
    "iptables.localhostNodePorts": false,
    nodePortAddresses: ["primary"],
  });
});

test("OpenShift's arguments are flags, one value as text and several as a list, without secrets", () => {
  const text = JSON.stringify({
    apiServerArguments: {
      "anonymous-auth": ["true"],
      "enable-admission-plugins": ["A", "B"],
      "auth-token": ["s3cret"],
      empty: [],
    },
    extendedArguments: { "secure-port": ["6443"] },
  });
  assert.deepEqual(toSettings("openshift-kube-apiserver", "kube-apiserver", text, at).values, {
    "secure-port": "6443",
    "anonymous-auth": "true",
    "enable-admission-plugins": ["A", "B"],
  });
});

test("a configuration that nests without end, holds secrets or is no mapping stays small and silent", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`);
  assert.deepEqual(flattenSettings({ deep, bearerToken: "s3cret", adminPassword: ["s3cret"], ok: true }), { ok: true });
  assert.deepEqual(flattenSettings("text"), {});
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index]));
  assert.equal(Object.keys(flattenSettings(many)).length, 500);
});
