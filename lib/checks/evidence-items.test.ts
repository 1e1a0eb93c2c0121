import assert from "node:assert/strict";
import { test } from "node:test";
import { configItem, exchangeItem, flagItem, portItem, tlsItem } from "./evidence-items.ts";
import { at, certificate, exchange, observation, tls } from "./sample-facts.ts";

const open = observation("worker-1", 10250, { state: "open" });

test("an exchange shows what was asked and answered, or why nothing came back", () => {
  const asked = exchange("https://192.0.2.21:10250/pods", 401, "Unauthorized");
  const item = exchangeItem(open, asked);
  assert.equal(item.sent, "GET https://192.0.2.21:10250/pods without credentials");
  assert.equal(item.received, "401 Unauthorized");
  assert.equal(exchangeItem(open, { ...asked, status: null, error: "timeout" }).received, "timeout");
  assert.equal(exchangeItem(open, { ...asked, status: null }).received, "no answer");
});

test("a port shows its state and why; a probe that broke has none", () => {
  assert.equal(portItem(open).received, "open (syn-ack)");
  assert.equal(portItem({ ...open, address: "fd00::1" }).sent, "TCP probe of [fd00::1]:10250");
  const broken = observation("worker-1", 10250, { state: null, problem: "EMFILE" });
  assert.equal(portItem(broken).received, "no state: EMFILE");
});

test("a handshake shows the certificate", () => {
  const shaken = { ...open, tls: tls({ certificate: certificate("worker-1", "192.0.2.21") }) };
  assert.deepEqual(tlsItem(shaken, "chain verified").detail?.slice(0, 3), [
    "subject O=system:nodes, CN=system:node:worker-1",
    "issuer CN=kubernetes",
    "SANs worker-1, 192.0.2.21",
  ]);
  assert.equal("detail" in tlsItem(open, "no certificate"), false);
});

test("a configuration names its source, a flag its pod", () => {
  const answer = { status: "read", source: "api-proxy-configz", at, config: {} } as const;
  const { sent } = configItem("worker-1", answer, "readOnlyPort: 0");
  assert.equal(sent, "KubeletConfiguration of worker-1 from /configz through the API server's proxy");
  const flags = { "--anonymous-auth": "false" };
  const pod = {
    node: "cp-1",
    namespace: "kube-system",
    name: "kube-apiserver-cp-1",
    component: "kube-apiserver",
    flags,
    image: null,
  };
  const item = (flag: string) => flagItem({ ...pod, component: "kube-apiserver" }, flag, at).received;
  assert.equal(item("--anonymous-auth"), "--anonymous-auth=false");
  assert.equal(item("--profiling"), "--profiling is not set");
});
