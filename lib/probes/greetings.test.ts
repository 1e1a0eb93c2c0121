import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { type TestContext, test } from "node:test";
import type { ProductFacts } from "../domain/observation.ts";
import type { ProbeTarget } from "./define-probe.ts";
import { listenTcp, lookAt } from "./test-targets.ts";

const quick = { timeoutMs: 400 };

async function productAt(t: TestContext, serve: (socket: Socket) => void, target: Partial<ProbeTarget>) {
  const seen = await lookAt(await listenTcp(t, serve), target, quick);
  assert.equal(seen.problem, undefined);
  return seen;
}

/** A server that answers bytes it knows and hangs up on all others, as a database does on a GET. */
const onBytes = (knows: (bytes: Buffer) => boolean, answer: Buffer) => (socket: Socket) =>
  socket.once("data", (bytes) => (knows(bytes) ? socket.write(answer) : socket.destroy()));

const bgpOpen = Buffer.concat([Buffer.alloc(16, 0xff), Buffer.of(0, 29, 1, 4, 0xfc, 0, 0, 180, 10, 0, 0, 1, 0)]);
const bgpNotification = Buffer.concat([Buffer.alloc(16, 0xff), Buffer.of(0, 21, 3, 6, 5)]);

test("a BGP speaker is known by its marker, whether it opens or turns the caller away", async (t) => {
  const open = await productAt(t, (socket) => socket.write(bgpOpen), { hint: "bgp" });
  assert.deepEqual(
    [open.service, open.product?.access, open.product?.details],
    ["bgp", "open", ["autonomous system 64512"]],
  );
  const refused = await productAt(t, (socket) => socket.end(bgpNotification), { hint: "bgp" });
  assert.deepEqual([refused.product?.access, refused.product?.answered], ["refused", ["NOTIFICATION"]]);
});

test("a port 179 that accepts and closes without a word is nobody's", async (t) => {
  const seen = await productAt(t, (socket) => socket.end(), { hint: "bgp" });
  assert.deepEqual([seen.service, seen.product], [null, undefined]);
  const short = await productAt(t, (socket) => socket.end(Buffer.alloc(40, 0xff)), { hint: "bgp" });
  assert.equal(short.product, undefined);
});

test("a Weave peer tells its versions and whether a password is set", async (t) => {
  const header = (flag: number) =>
    Buffer.concat([Buffer.from("weave"), Buffer.of(1, 2, flag), Buffer.alloc(flag * 32)]);
  for (const [flag, access] of [
    [0, "open"],
    [1, "login"],
  ] as const) {
    const seen = await productAt(
      t,
      onBytes((bytes) => bytes.toString().startsWith("weave"), header(flag)),
      { hint: "weave" },
    );
    assert.deepEqual([seen.service, seen.product?.product, seen.product?.access], ["weave", "weave", access]);
  }
  const other = await productAt(t, (socket) => socket.end("weave is a verb"), { hint: "weave" });
  assert.equal(other.product, undefined);
});

test("the embedded registry's peer port is known by its protocol's name", async (t) => {
  const seen = await productAt(t, (socket) => socket.write("\u0013/multistream/1.0.0\n\u0003na\n"), { hint: "spegel" });
  assert.deepEqual([seen.service, seen.product?.product], ["spegel", "spegel"]);
});

test("SSH and MySQL say who they are unasked", async (t) => {
  const ssh = await productAt(t, (socket) => socket.write("SSH-2.0-OpenSSH_9.6\r\n"), { hint: "ssh" });
  assert.deepEqual([ssh.service, ssh.product?.version, ssh.tls], ["ssh", "OpenSSH_9.6", undefined]);
  const greeting = Buffer.from("\n8.4.2\0\u0008\0\0\0saltsalt\0\u00ff\u00ffcaching_sha2_password\0", "latin1");
  const packet = Buffer.concat([Buffer.of(greeting.length, 0, 0, 0), greeting]);
  const mysql = await productAt(t, (socket) => socket.write(packet), { hint: "nodeport" });
  assert.deepEqual([mysql.service, mysql.product?.access, mysql.product?.version], ["mysql", "login", "8.4.2"]);
});

const kafkaAnswer = Buffer.alloc(4 + 4 + 2 + 4 + 6);
kafkaAnswer.writeInt32BE(16, 0);
kafkaAnswer.writeUInt32BE(0x62770001, 4);
kafkaAnswer.writeInt32BE(1, 10);
const amqpText = "\u0007productS\0\0\0\u0008RabbitMQ\u0007versionS\0\0\0\u00063.13.2";
const amqpFrame = Buffer.concat([Buffer.of(1, 0, 0, 0, 0, 0, 60, 0, 10, 0, 10, 0, 9), Buffer.from(amqpText)]);
const mongoAnswer = Buffer.concat([Buffer.alloc(21), Buffer.from("\u0010maxWireVersion\0"), Buffer.of(21, 0, 0, 0, 0)]);
mongoAnswer.writeInt32LE(mongoAnswer.length, 0);
mongoAnswer.writeInt32LE(0x62770001, 8);
mongoAnswer.writeInt32LE(2013, 12);
const startUp = "ESFATAL\0VFATAL\0C0A000\0Munsupported frontend protocol 255.255: server supports 3.0 to 3.0\0\0";
const postgresAnswer = Buffer.concat([Buffer.of(0x45, 0, 0, 0, startUp.length + 3), Buffer.from(startUp.slice(1))]);

const stores: [product: ProductFacts["product"], access: string, knows: (bytes: Buffer) => boolean, answer: Buffer][] =
  [
    ["redis", "open", (bytes) => bytes.toString() === "PING\r\n", Buffer.from("+PONG\r\n")],
    ["redis", "login", (bytes) => bytes.toString() === "PING\r\n", Buffer.from("-NOAUTH Authentication required.\r\n")],
    [
      "redis",
      "refused",
      (bytes) => bytes.toString() === "PING\r\n",
      Buffer.from("-DENIED Redis is running in protected mode\r\n"),
    ],
    ["memcached", "open", (bytes) => bytes.toString() === "version\r\n", Buffer.from("VERSION 1.6.21\r\n")],
    ["postgresql", "unknown", (bytes) => bytes.length === 8 && bytes.readUInt32BE(0) === 8, postgresAnswer],
    ["mongodb", "unknown", (bytes) => bytes.length > 16 && bytes.readInt32LE(12) === 2013, mongoAnswer],
    ["kafka", "open", (bytes) => bytes.length === 14 && bytes.readInt16BE(4) === 18, kafkaAnswer],
    ["rabbitmq", "login", (bytes) => bytes.toString("latin1").startsWith("AMQP"), amqpFrame],
  ];

for (const [product, access, knows, answer] of stores)
  test(`${product} (${access}) on a NodePort is known by its answer`, async (t) => {
    const seen = await productAt(t, onBytes(knows, answer), { hint: "nodeport" });
    assert.deepEqual([seen.service, seen.product?.product, seen.product?.access], [product, product, access]);
  });

test("a port that is kept for another product is asked for no data store", async (t) => {
  const requests: string[] = [];
  await productAt(
    t,
    (socket) =>
      socket.once("data", (bytes) => {
        requests.push(bytes.toString("latin1"));
        socket.destroy();
      }),
    { hint: "envoy-admin" },
  );
  assert.equal(
    requests.some((text) => /PING|version|AMQP/.test(text)),
    false,
  );
});

test("garbage, echoes, endless lines and control characters make no product", async (t) => {
  const hostile: ((socket: Socket) => void)[] = [
    (socket) => socket.write(randomBytes(2048)),
    (socket) => socket.on("data", (bytes) => socket.write(bytes)),
    (socket) => {
      const pump = () => {
        while (!socket.destroyed && socket.write("x".repeat(65_536)));
      };
      socket.on("drain", pump);
      socket.once("data", pump);
    },
    (socket) => socket.write("\u001b]0;owned\u0007\u001b[31m+PONG"),
  ];
  const hints = ["nodeport", "bgp", "weave", "spegel", "ssh", null];
  const looks = hostile.flatMap((serve) => hints.map((hint) => productAt(t, serve, { hint })));
  for (const seen of await Promise.all(looks)) {
    assert.equal(seen.product, undefined, JSON.stringify(seen.product));
    assert.doesNotMatch(JSON.stringify(seen), /\\u00[01]/);
  }
});
