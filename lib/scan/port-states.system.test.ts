import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import type { Fleet } from "../fleet/index.ts";
import { parsePorts } from "../probes/index.ts";
import { fleetOn, scanFleet } from "./fleet-fixture.ts";

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn());
});
after(() => stop());

/** address → port → state, as `nmap -sT` sees it. */
async function askNmap(addresses: string[], ports: string): Promise<Map<string, string>> {
  const args = ["-sT", "-n", "-Pn", "-T4", "--max-retries", "2", "-p", ports, "-oX", "-", ...addresses];
  const { stdout } = await promisify(execFile)("nmap", args, { timeout: 120_000, maxBuffer: 64 * 1024 * 1024 });
  const states = new Map<string, string>();
  for (const [, host = ""] of stdout.matchAll(/<host[ >]([\s\S]*?)<\/host>/g)) {
    const address = /addr="([^"]+)"/.exec(host)?.[1];
    for (const [, port, state] of host.matchAll(/portid="(\d+)"><state state="([^"]+)"/g))
      states.set(`${address}:${port}`, state ?? "");
    // Of a state that many ports have, nmap writes one line with all of them.
    for (const [, state, reasons = ""] of host.matchAll(/<extraports state="([^"]+)"[^>]*>([\s\S]*?)<\/extraports>/g))
      for (const [, list = ""] of reasons.matchAll(/ports="([^"]+)"/g))
        for (const port of parsePorts(list)) states.set(`${address}:${port}`, state ?? "");
  }
  return states;
}

test("nmap sees the same state at every listed port of the fleet, and no open one that the scan missed", async () => {
  const report = await scanFleet(fleet, "harbor");
  const addresses = report.nodes.flatMap((node) => node.addresses);
  const overTcp = report.observations.filter(({ protocol }) => protocol === "TCP");
  const listed = [...new Set(overTcp.map(({ port }) => port))].sort((a, b) => a - b);
  const judge = await askNmap(addresses, listed.join(","));
  const unreachable = new Set(report.coverage.nodes.unreachable);
  const ours = overTcp.filter(({ node }) => node !== null && !unreachable.has(node));
  const different = ours.filter(({ address, port, state }) => judge.get(`${address}:${port}`) !== state);
  assert.deepEqual(
    different.map(({ address, port, state }) => `${address}:${port} ${state}, nmap ${judge.get(`${address}:${port}`)}`),
    [],
  );
  assert.ok(ours.length > 100);
  const open = [...judge].filter(([, state]) => state === "open").map(([place]) => place);
  const missed = open.filter(
    (place) => !ours.some(({ address, port, state }) => `${address}:${port}` === place && state === "open"),
  );
  assert.deepEqual(missed, []);
});
