/**
 * Scans every cluster of the fleet as a worker node sees it, and compares what is found with what was planted: precision
 * and recall of the faults, as administrator and with the scanner's own role. Then names of services at open ports, against the programs that the fleet runs: Breakwater's,
 * and nmap's (-sV, over the same addresses and ports) where it is installed. nmap judges no configuration, so that it has
 * no figures for faults. Usage: node bench/accuracy.ts
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { XMLParser } from "fast-xml-parser";
import type { ScanReport } from "../lib/domain/scan-report.ts";
import { fleetOn, found, planted, scanFleet, scannerSource } from "../lib/scan/fleet-fixture.ts";
import { type OpenPort, openPorts } from "../lib/scan/proof/open-ports-fixture.ts";

const nmapTimeoutMs = 480_000;
const run = promisify(execFile);

interface Score {
  right: number;
  named: number;
  wanted: number;
}

const precision = ({ right, named }: Score) => (named === 0 ? Number.NaN : right / named);
const recall = ({ right, wanted }: Score) => right / wanted;

/** Faults by their keys; what is found beyond the planted ones lowers precision. */
function faultScore(pairs: { found: string[]; planted: string[] }[]): Score {
  const right = pairs.reduce((sum, pair) => sum + pair.found.filter((key) => pair.planted.includes(key)).length, 0);
  const count = (of: "found" | "planted") => pairs.reduce((sum, pair) => sum + pair[of].length, 0);
  return { right, named: count("found"), wanted: count("planted") };
}

/** Names by "address:port"; a port without a name is not named, a wrong name is named and not right. */
function serviceScore(truth: readonly OpenPort[], names: ReadonlyMap<string, string>): Score {
  const given = truth.map(({ address, port, program }) => ({ name: names.get(`${address}:${port}`), program }));
  return {
    right: given.filter(({ name, program }) => name !== undefined && program.test(name)).length,
    named: given.filter(({ name }) => name !== undefined).length,
    wanted: truth.length,
  };
}

function namesIn(reports: readonly ScanReport[]): Map<string, string> {
  const open = reports.flatMap(({ observations }) => observations.filter(({ state }) => state === "open"));
  return new Map(
    open.flatMap(({ address, port, protocol, service, product }) =>
      protocol === "TCP" && service ? [[`${address}:${port}`, `${service} ${product?.product ?? ""}`] as const] : [],
    ),
  );
}

interface NmapService {
  name?: string;
  product?: string;
  extrainfo?: string;
}
interface NmapPort {
  portid: string;
  state?: { state?: string };
  service?: NmapService;
}
interface NmapHost {
  address?: { addr?: string }[];
  ports?: { port?: NmapPort[] };
}

/** What nmap calls the ports, by probing or by their number; or why there is no answer of nmap's. */
async function nmapNames(truth: readonly OpenPort[]): Promise<Map<string, string> | string> {
  const ports = [...new Set(truth.map(({ port }) => port))].join(",");
  const addresses = [...new Set(truth.map(({ address }) => address))];
  const flags = ["-sT", "-sV", "--allports", "-Pn", "-n", "-T4", "--min-hostgroup", "128", "-oX", "-"];
  const xml = await run("nmap", [...flags, "-p", ports, ...addresses], {
    timeout: nmapTimeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    ({ stdout }) => ({ stdout }),
    (error: NodeJS.ErrnoException & { killed?: boolean }) => {
      if (error.code === "ENOENT") return "nmap is not installed: Breakwater is shown alone.";
      if (error.killed) return `nmap did not come to its end in ${nmapTimeoutMs / 1000} s: Breakwater is shown alone.`;
      throw error;
    },
  );
  if (typeof xml === "string") return xml;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => ["host", "port", "address"].includes(name),
  });
  const found = parser.parse(xml.stdout) as { nmaprun?: { host?: NmapHost[] } };
  const named = (found.nmaprun?.host ?? []).flatMap(({ address, ports: of }) =>
    (of?.port ?? []).flatMap(({ portid, state, service }) => {
      const words = [service?.name, service?.product, service?.extrainfo].filter((word) => word !== undefined);
      const isNamed = state?.state === "open" && words.some((word) => !/^(unknown|tcpwrapped)$/.test(word));
      return isNamed ? [[`${address?.[0]?.addr}:${portid}`, words.join(" ")] as const] : [];
    }),
  );
  return new Map(named);
}

const rows: string[] = [];
function row(what: string, score: Score, bound?: number): void {
  const within = bound === undefined || (precision(score) >= bound && recall(score) >= bound);
  if (!within) process.exitCode = 1;
  const figures = `ratio ${precision(score).toFixed(3)} precision, ratio ${recall(score).toFixed(3)} recall`;
  const counts = `${score.right} right of ${score.named} named, ${score.wanted} to name`;
  rows.push(`accuracy: ${figures}${bound === undefined ? "" : ` (bound ${bound.toFixed(2)})`} ${what}: ${counts}`);
}

const { fleet, stop } = await fleetOn();
try {
  const reports: ScanReport[] = [];
  const pairs: { found: string[]; planted: string[] }[] = [];
  const asScanner: typeof pairs = [];
  for (const { name } of fleet.clusters) {
    const startedAt = performance.now();
    const report = await scanFleet(fleet, name);
    reports.push(report);
    pairs.push({ found: found(report), planted: planted(fleet, name, "worker-node") });
    const limited = await scanFleet(fleet, name, { source: scannerSource(fleet, name) });
    asScanner.push({ found: found(limited), planted: planted(fleet, name, "worker-node") });
    console.error(`${name}: scanned twice in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  const truth = await openPorts(fleet);
  row("faults, Breakwater from a worker node as administrator, all clusters", faultScore(pairs), 1);
  row("faults, Breakwater from a worker node with the scanner's role, all clusters", faultScore(asScanner));
  row("services at open TCP ports, Breakwater", serviceScore(truth, namesIn(reports)));
  const startedAt = performance.now();
  const names = await nmapNames(truth);
  if (typeof names !== "string") {
    row("services at open TCP ports, nmap -sV", serviceScore(truth, names));
    console.error(`nmap: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  console.log(rows.join("\n"));
  console.log(typeof names === "string" ? names : "nmap judges no configuration: it has no figures for faults.");
} finally {
  await stop();
}
