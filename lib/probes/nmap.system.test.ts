import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { test } from "node:test";
import { promisify } from "node:util";
import { formatPortRanges } from "./ports.ts";
import { sweepTcp } from "./sweep-tcp.ts";
import { silentPort } from "./test-silent-port.ts";
import { listen } from "./test-targets.ts";

const run = promisify(execFile);
const binary = ["/usr/bin/nmap", "/usr/local/bin/nmap"].find((path) => existsSync(path));
const addresses = ["127.110.10.1", "127.110.10.2", "127.110.10.3"];
const declared = Array.from({ length: 400 }, (_, index) => 30_000 + index);

/** State of every port by nmap's connect scan, as "address port state" lines. */
async function nmapStates(ports: readonly number[]): Promise<string[]> {
  assert.ok(binary, "install nmap");
  // -d keeps nmap from folding equal states into a count.
  const flags = ["-sT", "-n", "-Pn", "-T4", "-d", "--max-retries", "1", "-oX", "-", "-p", formatPortRanges(ports)];
  const { stdout } = await run(binary, [...flags, ...addresses], { maxBuffer: 64 * 1024 * 1024, timeout: 60_000 });
  return stdout
    .split("<host ")
    .slice(1)
    .flatMap((host) => {
      const address = /addr="([\d.]+)"/.exec(host)?.[1];
      const found = host.matchAll(/<port protocol="tcp" portid="(\d+)"><state state="([^"]+)"/g);
      return [...found].map((match) => `${address} ${match[1]} ${match[2]}`);
    })
    .toSorted();
}

async function ourStates(ports: readonly number[]): Promise<string[]> {
  const targets = addresses.map((address) => ({ node: null, address, ports }));
  const options = { concurrency: 512, perHost: 128, timeoutMs: 1000, signal: new AbortController().signal };
  const lines: string[] = [];
  for await (const { address, states } of sweepTcp(targets, options)) {
    for (const [port, look] of states) lines.push(`${address} ${port} ${look.state}`);
  }
  return lines.toSorted();
}

test("nmap sees the same state of every port, open, closed and filtered", async (t) => {
  const open = await Promise.all(addresses.map((address) => listen(t, createServer(), address)));
  const silent = await silentPort(t, "127.110.10.2");
  const ports = [...new Set([...declared, ...open, silent, 22, 10250])];
  const ours = await ourStates(ports);
  assert.equal(ours.length, addresses.length * ports.length);
  assert.deepEqual(ours, await nmapStates(ports));
  for (const state of ["open", "closed", "filtered"]) {
    assert.ok(
      ours.some((line) => line.endsWith(` ${state}`)),
      `${state} was among them`,
    );
  }
});
