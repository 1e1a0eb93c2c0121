import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { type ProbeContext, parseEndpoint, profileLimits } from "../probes/index.ts";
import { lookAtMetadata } from "./look-at-metadata.ts";
import { lookAtUdp } from "./look-at-udp.ts";

const address = "127.141.9.1";
const context: ProbeContext = {
  vantage: { name: "test", kind: "pod" },
  now: () => new Date("2026-11-21T10:00:00Z"),
  signal: new AbortController().signal,
  timeoutMs: 1500,
  maxBytes: 65_536,
  authorizationProofs: false,
};
const plan = (ports: number[]) => ({ node: "worker-1", address, udp: ports.map((port) => ({ port, hint: null })) });

test("closed, silent and answering UDP ports of a host are told apart, and all of them are in the sweep", async (t) => {
  const silent = createSocket("udp4").bind(0, address);
  const speaking = createSocket("udp4").bind(0, address);
  await Promise.all([once(silent, "listening"), once(speaking, "listening")]);
  t.after(() => [silent, speaking].map((socket) => socket.close()));
  speaking.on("message", (_message, from) => speaking.send("hello", from.port, from.address));
  const { observations, sweep } = await lookAtUdp(
    plan([40_961, silent.address().port, speaking.address().port, 61_029]),
    context,
  );
  assert.deepEqual(
    observations.map(({ state }) => state),
    ["closed", "open|filtered", "open", "closed"],
  );
  assert.deepEqual([sweep?.protocol, sweep?.open, sweep?.closed, sweep?.filtered, sweep?.failed], ["UDP", 1, 2, 1, 0]);
});

test("nothing planned is nothing asked", async () => {
  assert.deepEqual(await lookAtUdp(plan([]), context), { observations: [], sweep: null });
});

test("the metadata service is asked at the one address that a scan names", async (t) => {
  const asked: string[] = [];
  const server = createServer((socket) =>
    socket.once("data", (bytes) => {
      asked.push(bytes.toString("latin1").split(" HTTP")[0] ?? "");
      const body = bytes.includes("computeMetadata") ? "kube-env\n" : "";
      socket.end(`HTTP/1.1 200 OK\r\nMetadata-Flavor: Google\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    }),
  ).listen(0, address);
  await once(server, "listening");
  t.after(() => server.close());
  const bound = server.address();
  assert.ok(bound && typeof bound !== "string");
  const seen = await lookAtMetadata(`${address}:${bound.port}`, profileLimits.quick, context);
  assert.deepEqual([seen?.node, seen?.service, seen?.product?.access], [null, "cloud-metadata", "open"]);
  assert.deepEqual(asked, ["GET /computeMetadata/v1/instance/attributes/"]);
});

test("an address is read with its port, in both families, or refused with a sentence", () => {
  assert.deepEqual(parseEndpoint("169.254.169.254:80"), { address: "169.254.169.254", port: 80 });
  assert.deepEqual(parseEndpoint("[fd00:ec2::254]:80"), { address: "fd00:ec2::254", port: 80 });
  for (const text of ["169.254.169.254", "metadata.internal:80", "1.2.3.4:0", "::1:80", "1.2.3.4:99999"])
    assert.throws(() => parseEndpoint(text), /is no address and port/);
});
