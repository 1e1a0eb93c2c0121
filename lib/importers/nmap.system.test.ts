import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:net";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const address = "127.152.7.1";
const server: Server = createServer((socket) => {
  // nmap resets connections that it has seen enough of.
  socket.on("error", () => socket.destroy());
  socket.end("SSH-2.0-OpenSSH_9.6\r\n");
});
let port = 0;
before(async () => {
  await new Promise<void>((listening) => server.listen(0, address, listening));
  const bound = server.address();
  port = typeof bound === "object" && bound ? bound.port : 0;
});
after(() => server.close());

test("what the nmap on this machine writes is read as it saw it: open, closed, hosts that are no nodes", async () => {
  const args = ["-sT", "-sV", "-n", "-Pn", "-p", `${port},10250`, "-oX", "-", address, "127.152.7.2"];
  const { stdout } = await promisify(execFile)("nmap", args, { timeout: 120_000 });
  const place = samplePlace({ nodes: [{ name: "worker-1", addresses: [address] }] });
  const { observations, left, toolVersion } = readImport(stdout, place);
  const states = observations.map((seen) => [seen.node, seen.port, seen.state]);
  assert.deepEqual(
    states.toSorted((a, b) => Number(a[1] === 10250) - Number(b[1] === 10250)),
    [
      ["worker-1", port, "open"],
      ["worker-1", 10250, "closed"],
    ],
  );
  assert.match(observations.find((seen) => seen.port === port)?.banner ?? "", /ssh OpenSSH 9\.6/);
  assert.deepEqual(left, [{ what: "127.152.7.2", why: "no node of this cluster has this address" }]);
  assert.match(toolVersion ?? "", /^\d+\.\d+/);
  assert.ok(Math.abs(Date.parse(observations[0]?.at ?? "") - Date.now()) < 120_000);
});

test("what nmap writes of a thousand closed ports in one line is read for the ports that are known", async () => {
  const args = ["-sT", "-n", "-Pn", "-p", "1-11000", "-oX", "-", "127.152.7.3"];
  const { stdout } = await promisify(execFile)("nmap", args, { timeout: 120_000 });
  const place = samplePlace({ nodes: [{ name: "worker-1", addresses: ["127.152.7.3"] }] });
  const closed = readImport(stdout, place).observations.filter(({ state }) => state === "closed");
  const ports = closed.map((seen) => seen.port);
  assert.ok(ports.includes(10250) && ports.includes(2379) && !ports.includes(9), ports.join(","));
});
