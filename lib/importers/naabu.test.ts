import assert from "node:assert/strict";
import { test } from "node:test";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const line = (more: object) =>
  JSON.stringify({ ip: "192.0.2.11", timestamp: "2026-10-31T12:00:00.123456789Z", ...more });
const read = (...lines: string[]) => readImport(`${lines.join("\n")}\n`, samplePlace());

test("an open port is an open port of the node, at the time of its line", () => {
  const { observations, at } = read(
    line({ host: "worker-1.example", port: 10250, protocol: "tcp", tls: true }),
    line({ port: 8472, protocol: "udp", tls: false }),
  );
  assert.equal(at, "2026-10-31T12:00:00.123Z");
  assert.deepEqual(
    observations.map(({ node, port, state, banner }) => [node, port, state, banner]),
    [
      ["worker-1", 10250, "open", "TLS"],
      ["worker-1", 8472, "open|filtered", undefined],
    ],
  );
});

test("the port as an object, as older versions wrote it, is the same port and not a second one", () => {
  const { observations } = read(
    line({ port: { Port: 22, Protocol: 0, TLS: false } }),
    line({ port: 22, protocol: "tcp" }),
  );
  assert.deepEqual(
    observations.map(({ port, protocol }) => [port, protocol]),
    [[22, "TCP"]],
  );
});

test("a host that only answers, a machine that is no node and a time that is none are no evidence", () => {
  const { observations, left, at } = read(
    line({ port: 0, protocol: "" }),
    line({ ip: "192.0.2.99", port: 22, protocol: "tcp" }),
    line({ ip: "192.0.2.1", port: 22, protocol: "tcp", timestamp: "0001-01-01T00:00:00Z" }),
  );
  assert.deepEqual([observations.length, at], [1, "2026-11-01T10:00:00.000Z"]);
  assert.deepEqual(
    left.map(({ what }) => what),
    ["192.0.2.11", "192.0.2.99"],
  );
});

test("a line that is cut off, no object or without an address is refused with its number", () => {
  const good = line({ port: 22, protocol: "tcp" });
  assert.throws(() => read(good, good.slice(0, 30)), /Line 2 of the naabu file: .*no complete JSON/);
  assert.throws(() => read(good, "192.0.2.11:22"), /Line 2 .*run naabu with -json/);
  assert.throws(() => read(good, '{"timestamp":"2026-10-31T12:00:00Z","port":22}'), /Line 2 .*ip: is missing/);
  assert.throws(() => read(good, line({ port: 70_000 })), /Line 2 of the naabu file: port: a number from 1 to 65535/);
});
