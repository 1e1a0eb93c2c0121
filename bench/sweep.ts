/**
 * Sweeps closed ports of loopback addresses and compares with nmap's connect scan in the same run, one after the
 * other, in turn. Prints the median of the ratios: our wall time over nmap's, ours with two looks at every port.
 * Usage: node bench/sweep.ts [addresses] [rounds]
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sweepTcp } from "../lib/probes/index.ts";

const bound = 3.5;
const [addressCount = 12, rounds = 5] = process.argv.slice(2).map(Number);
const addresses = Array.from(
  { length: addressCount },
  (_, index) => `127.110.${20 + Math.floor(index / 250)}.${(index % 250) + 1}`,
);
const ports = Array.from({ length: 2768 }, (_, index) => 30_000 + index);
const run = promisify(execFile);

async function sweepOnce(): Promise<number> {
  const startedAt = performance.now();
  let decided = 0;
  const targets = addresses.map((address) => ({ node: null, address, ports }));
  const options = { concurrency: 1024, perHost: 128, timeoutMs: 1000, signal: new AbortController().signal };
  for await (const target of sweepTcp(targets, options)) decided += target.states.size;
  if (decided !== addresses.length * ports.length) throw new Error(`only ${decided} ports were decided`);
  return performance.now() - startedAt;
}

async function nmapOnce(): Promise<number> {
  const startedAt = performance.now();
  const flags = ["-sT", "-T5", "--min-rate", "100000", "-Pn", "-n", "--min-hostgroup", "128", "-oG", "-"];
  await run("nmap", [...flags, "-p", "30000-32767", ...addresses], { maxBuffer: 256 * 1024 * 1024, timeout: 120_000 });
  return performance.now() - startedAt;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

await sweepOnce();
const ours: number[] = [];
const theirs: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 === 0 ? ["ours", "nmap"] : ["nmap", "ours"];
  for (const who of order) {
    if (who === "ours") ours.push(await sweepOnce());
    else theirs.push(await nmapOnce());
  }
}
const ratio = median(ours.map((ms, round) => ms / (theirs[round] ?? Number.NaN)));
const rss = Math.round(process.memoryUsage().rss / 1024 / 1024);
console.log(
  `sweep: ratio ${ratio.toFixed(2)} (bound ${bound}) to nmap -sT -T5, ${addresses.length} addresses x ${ports.length} closed ports, ` +
    `two looks each: ${median(ours).toFixed(0)} ms, nmap ${median(theirs).toFixed(0)} ms, ${rss} MiB`,
);
if (!(ratio <= bound)) process.exitCode = 1;
