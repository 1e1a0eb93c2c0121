import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type TestContext, test } from "node:test";
import { probeUdp } from "./index.ts";
import { contextWith } from "./test-targets.ts";
import { payloadFor, udpServiceOf } from "./udp-payloads.ts";

const address = "127.141.7.1";
const target = (port: number, hint: string | null) => ({ node: "worker-1", address, port, hint });

async function listenUdp(t: TestContext, answer: (request: Buffer) => Buffer | null, received: Buffer[] = []) {
  const socket: Socket = createSocket("udp4");
  socket.on("message", (request, from) => {
    received.push(request);
    const reply = answer(request);
    if (reply) socket.send(reply, from.port, from.address);
  });
  socket.bind(0, address);
  await once(socket, "listening");
  t.after(() => socket.close());
  return socket.address().port;
}

const dnsReply = (request: Buffer) =>
  Buffer.concat([request.subarray(0, 2), Buffer.of(0x80, 0x80), request.subarray(4)]);
const ntpReply = () => Buffer.concat([Buffer.of(0x24, 2), Buffer.alloc(46)]);
const sipReply = () => Buffer.from("SIP/2.0 200 OK\r\n\r\n");
const quicReply = () => Buffer.from("c00000000000000000000001", "hex");
const snmpReply = () => Buffer.from("300f02010330090201000201000201a800", "hex");

for (const [hint, reply, product] of [
  ["dns", dnsReply, "dns"],
  ["ntp", ntpReply, "ntp"],
  ["snmp", snmpReply, "snmp"],
  ["sip", sipReply, undefined],
  ["quic", quicReply, undefined],
] as const)
  test(`${hint} answers its own question and is open`, async (t) => {
    const port = await listenUdp(t, reply);
    const seen = await probeUdp(target(port, hint), contextWith());
    assert.deepEqual([seen.protocol, seen.state, seen.reason, seen.service], ["UDP", "open", "udp-response", hint]);
    assert.equal(seen.product?.product, product);
    if (product) assert.match(seen.product?.details.join() ?? "", /times what was sent/);
  });

test("an answer of another protocol is open and nobody's", async (t) => {
  const port = await listenUdp(t, () => Buffer.from("\u001b[31mgarbage"));
  for (const hint of ["dns", "ntp", "snmp", "sip", "quic", "vxlan", null]) {
    const seen = await probeUdp(target(port, hint), contextWith());
    assert.deepEqual([seen.state, seen.service, seen.product], ["open", null, undefined]);
    assert.doesNotMatch(JSON.stringify(seen), /garbage/);
  }
});

test("port unreachable is closed, and told at once", async (t) => {
  const gone = createSocket("udp4").bind(0, address);
  await once(gone, "listening");
  const { port } = gone.address();
  gone.close();
  const seen = await probeUdp(target(port, "vxlan"), contextWith());
  assert.deepEqual([seen.state, seen.reason, seen.problem], ["closed", "port-unreach", undefined]);
  assert.ok((seen.rttMs ?? 1000) < 500);
  t.diagnostic(`${seen.rttMs} ms`);
});

test("silence is open or filtered, after more than one try", async (t) => {
  const received: Buffer[] = [];
  const port = await listenUdp(t, () => null, received);
  const seen = await probeUdp(target(port, "vxlan"), contextWith({ timeoutMs: 5000 }));
  assert.deepEqual([seen.state, seen.reason, seen.rttMs], ["open|filtered", "no-response", null]);
  assert.equal(received.length, 3);
});

test("a stopped scan has no state", async (t) => {
  const port = await listenUdp(t, () => null);
  const seen = await probeUdp(target(port, null), contextWith({ signal: AbortSignal.abort() }));
  assert.deepEqual([seen.state, seen.problem], [null, "stopped before an answer"]);
});

test("what is sent is well formed and harmless", () => {
  const snmp = payloadFor("snmp").send;
  assert.deepEqual([snmp[0], snmp[1], snmp.length], [0x30, snmp.length - 2, 60]);
  assert.equal(snmp.includes("public"), false);
  const vxlan = payloadFor("vxlan").send;
  assert.deepEqual([vxlan[0], vxlan.readUIntBE(4, 3)], [0x08, 0xfffffe]);
  assert.equal(payloadFor("geneve").send.readUIntBE(4, 3), 0xfffffe);
  assert.equal((payloadFor("ntp").send[0] ?? 0) & 7, 3);
  assert.equal(payloadFor("wireguard").send.length, 0);
});

test("a Service's port tells what it expects by number or by name", () => {
  assert.deepEqual(
    [
      udpServiceOf(53),
      udpServiceOf(Number("dns-tcp"), "dns"),
      udpServiceOf(8125),
      udpServiceOf(443),
      udpServiceOf(9, "http3"),
    ],
    ["dns", "dns", null, "quic", "quic"],
  );
});
