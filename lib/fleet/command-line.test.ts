import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseFleetArguments } from "./command-line.ts";

const directory = await mkdtemp(join(tmpdir(), "breakwater-fleet-"));
after(() => rm(directory, { recursive: true, force: true }));
const main = join(import.meta.dirname, "main.ts");

test("without arguments the fleet has its default size and place", () => {
  const args = parseFleetArguments([], {});
  assert.ok(args !== "help");
  assert.deepEqual([args.action, args.controlPlanes, args.workers, args.base], ["start", 3, 11, "127.30"]);
});

test("BREAKWATER_FLEET_BASE moves the fleet, and --base wins over it", () => {
  const baseOf = (args: string[], base: string) => {
    const parsed = parseFleetArguments(args, { BREAKWATER_FLEET_BASE: base });
    return parsed === "help" ? null : parsed.base;
  };
  assert.equal(baseOf([], "127.67"), "127.67");
  assert.equal(baseOf(["--base", "127.68"], "127.67"), "127.68");
  assert.equal(baseOf([], " "), "127.30");
  assert.throws(() => baseOf([], "10.1"), /^AppError: BREAKWATER_FLEET_BASE: "10\.1" is no base for a fleet/);
});

const refused: [args: string[], sentence: RegExp][] = [
  [["--nodes", "many"], /--workers takes a whole number from 0 to 999, not "many"\./],
  [["--control-planes", "0"], /--control-planes takes a whole number from 1 to 9/],
  [["--base", "10.1"], /"10\.1" is no base for a fleet/],
  [["--control-port", "70000"], /--control-port takes/],
  [["--colour"], /Unknown option '--colour'/],
  [["fix"], /fix needs the id of a fault/],
  [["dance"], /"dance" is nothing the fleet can do/],
];
for (const [args, sentence] of refused) {
  test(`"${args.join(" ")}" is refused in a sentence`, () => {
    assert.throws(() => parseFleetArguments(args), sentence);
  });
}

interface Run {
  code: number | null;
  out: string;
}

function runMain(args: string[], onOutput: (out: string, stop: () => void) => void = () => undefined): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { timeout: 30_000 });
    let out = "";
    const read = (chunk: Buffer) => {
      out += chunk.toString("utf8");
      onOutput(out, () => child.kill("SIGTERM"));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out }));
  });
}

test("bad arguments end with code 2, a fleet that is not there with code 1", async () => {
  const bad = await runMain(["--workers", "-1"]);
  assert.equal(bad.code, 2);
  const absent = await runMain(["faults", "--directory", directory]);
  assert.equal(absent.code, 1);
  assert.match(absent.out, /No manifest of a running fleet at .*; start it with "npm run fleet"\./);
});

test("it prints kubeconfig and control, obeys fix, and stops on SIGTERM", async () => {
  let fixing: Promise<Run> | undefined;
  const place = ["--directory", directory, "--base", "127.108"];
  const fleet = await runMain(place, (out, stop) => {
    if (!/kubeconfig: \S+\n/.test(out) || fixing) return;
    fixing = runMain(["fix", "harbor.kubelet-tls-weak.harbor-worker-7", ...place]).finally(stop);
  });
  assert.equal((await fixing)?.out, "harbor.kubelet-tls-weak.harbor-worker-7 is fixed.\n");
  assert.match(fleet.out, /control: +http:\/\/127\.0\.0\.1:\d+/);
  assert.match(fleet.out, /The fleet has stopped\.\n$/);
  assert.equal(fleet.code, 0);
});
