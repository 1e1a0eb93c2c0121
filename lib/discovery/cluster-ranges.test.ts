import assert from "node:assert/strict";
import { test } from "node:test";
import { clusterRanges, kubeadmNetworks, parsePortRange } from "./cluster-ranges.ts";
import { parseKubeProxy } from "./kube-proxy-config.ts";
import { nodeArgSettings } from "./node-args.ts";

const at = "2026-11-21T10:00:00.000Z";

test("a NodePort range is read in each of its notations and refused when it is none", () => {
  assert.deepEqual(parsePortRange("30000-32767"), [30000, 32767]);
  assert.deepEqual(parsePortRange("20000+100"), [20000, 20100]);
  assert.deepEqual(parsePortRange("31000"), [31000, 31000]);
  for (const wrong of [null, "", "a-b", "32767-30000", "0-10", "1-70000"]) assert.equal(parsePortRange(wrong), null);
});

test("without flags the networks come from kubeadm's configuration, and the NodePort range is the usual one", () => {
  const kubeadm = kubeadmNetworks("networking:\n  podSubnet: 10.244.0.0/16,fd00::/56\n  serviceSubnet: 10.96.0.0/12\n");
  assert.deepEqual(clusterRanges({ nodes: [], staticPods: null, proxyCIDR: null, kubeadm, settings: [] }), {
    podCIDRs: ["10.244.0.0/16", "fd00::/56"],
    serviceCIDR: "10.96.0.0/12",
    nodePortRange: [30000, 32767],
  });
  assert.deepEqual(kubeadmNetworks("a: [\n"), { podCIDR: null, serviceCIDR: null });
});

test("a kube-proxy configuration that is none is an error, never an empty configuration", () => {
  assert.throws(() => parseKubeProxy("a: [", "kube-proxy", at), SyntaxError);
  assert.throws(() => parseKubeProxy("hello", "kube-proxy", at), SyntaxError);
  const settings = parseKubeProxy('metricsBindAddress: ""\nnodePortAddresses: [10.0.0.0/8]\n', "kube-proxy", at);
  assert.deepEqual(settings.config, { metricsBindAddress: null, nodePortAddresses: ["10.0.0.0/8"], mode: null });
});

test("without static pods the API server's arguments on a k3s node set the networks and the NodePort range", () => {
  const settings = nodeArgSettings(
    "server-1",
    { "k3s.io/node-args": '["server","--service-node-port-range","30000-40000","--service-cidr=10.44.0.0/16"]' },
    at,
  );
  const kubeadm = kubeadmNetworks(undefined);
  assert.deepEqual(clusterRanges({ nodes: [], staticPods: null, proxyCIDR: null, kubeadm, settings }), {
    podCIDRs: [],
    serviceCIDR: "10.44.0.0/16",
    nodePortRange: [30000, 40000],
  });
});
