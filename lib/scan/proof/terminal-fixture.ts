import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Fleet } from "../../fleet/index.ts";

const timeoutMs = 40_000;

export interface Seat {
  fleet: Fleet;
  cluster: string;
  /** The node that a command is to be run on, where it says so. */
  node: string | null;
}

interface Kubeconfig {
  clusters: { name: string; cluster: { "certificate-authority-data": string } }[];
}

/**
 * Runs a verify command as it is written, in a real bash, with the real curl, openssl, nc, ss, jq and kubectl. All nodes
 * of the fleet share this machine's sockets and files, so that a node's own loopback address and the path of the
 * cluster's CA are written in their place, and `ss` shows the listeners of that node alone. Returns what a person sees: both streams, trimmed.
 */
export async function runAsWritten(command: string, seat: Seat): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-verify-"));
  try {
    const place = addressesOf(seat);
    const ca = writeAuthority(folder, seat);
    const kubeconfig = join(folder, "kubeconfig");
    const text = readFileSync(seat.fleet.kubeconfig, "utf8");
    writeFileSync(kubeconfig, text.replace(/^current-context: .*$/m, `current-context: ${seat.cluster}`), {
      mode: 0o600,
    });
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "sudo"), '#!/usr/bin/env bash\nexec env "$@"\n', { mode: 0o755 });
    writeFileSync(join(bin, "ss"), listenersOf(place), { mode: 0o755 });
    const here = command
      .replaceAll("/etc/kubernetes/pki/ca.crt", ca)
      .replaceAll(/\b127\.0\.0\.1:(\d+)/g, "LOOPBACK:$1");
    const local = await onLoopback(here, place);
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, KUBECONFIG: kubeconfig, HOME: folder };
    return await run(local, folder, env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  addresses: string[];
  loopback: string | null;
}

/** What listens on every address of a node answers on its loopback too: here only one of the two is bound. */
async function onLoopback(command: string, { addresses, loopback }: Place): Promise<string> {
  const port = Number(/LOOPBACK:(\d+)/.exec(command)?.[1] ?? 0);
  if (port === 0) return command;
  const home = addresses[0] ?? "127.0.0.1";
  const answers = loopback !== null && (await isOpen(loopback, port));
  return command.replaceAll("LOOPBACK:", `${answers ? loopback : home}:`);
}

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 1000 });
    socket.once("connect", () => resolve(true));
    for (const event of ["timeout", "error"]) socket.once(event, () => resolve(false));
    socket.once("close", () => socket.destroy());
    socket.once("connect", () => socket.destroy());
  });
}

function addressesOf({ fleet, cluster, node }: Seat): Place {
  const found = fleet.clusters.find(({ name }) => name === cluster)?.nodes.find(({ name }) => name === node);
  if (!found) return { addresses: [], loopback: null };
  return { addresses: [found.address], loopback: found.loopback };
}

/** The real ss, without what other nodes listen on; a node's loopback reads as 127.0.0.1. */
function listenersOf({ addresses, loopback }: Place): string {
  const own = [...addresses, ...(loopback ? [loopback] : [])].map((one) => one.replaceAll(".", "\\."));
  const shown = loopback ? `| sed 's/${loopback.replaceAll(".", "\\.")}:/127.0.0.1:/'` : "";
  return `#!/usr/bin/env bash\n/usr/bin/env -S PATH=/usr/sbin:/usr/bin:/sbin:/bin ss "$@" | grep -E ' (${own.join("|")}):' ${shown}\nexit 0\n`;
}

function writeAuthority(folder: string, { fleet, cluster }: Seat): string {
  const config = parse(readFileSync(fleet.kubeconfig, "utf8")) as Kubeconfig;
  const data = config.clusters.find(({ name }) => name === cluster)?.cluster["certificate-authority-data"] ?? "";
  const path = join(folder, "ca.crt");
  writeFileSync(path, Buffer.from(data, "base64"));
  return path;
}

function run(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    // Verify commands end with any status: what they print is their answer.
    const child = execFile(
      "bash",
      ["--norc", "-c", command],
      { cwd, env, timeout: timeoutMs },
      (_error, out, complaint) => resolve(`${out}${complaint}`.trim()),
    );
    child.stdin?.end();
  });
}
