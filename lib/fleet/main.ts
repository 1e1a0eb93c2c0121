import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError, messageOf } from "../domain/errors.ts";
import { type FleetArguments, parseFleetArguments, usage } from "./command-line.ts";
import { startFleet } from "./index.ts";
import { filesIn, type Manifest } from "./manifest.ts";
import type { PlantedFault } from "./planted-faults.ts";

const askTimeoutMs = 20_000;

async function start(args: FleetArguments): Promise<void> {
  const fleet = await startFleet({ ...args, onStep: (line) => console.log(line) });
  const faults = fleet.faults();
  console.log(`${faults.length} faults planted, ${fleet.listeners} ports open, all within 127.0.0.0/8`);
  console.log(`manifest:   ${fleet.manifest}`);
  console.log(`control:    ${fleet.control.url}`);
  console.log(`kubeconfig: ${fleet.kubeconfig}`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    fleet.stop().then(
      () => console.log("The fleet has stopped."),
      (error: unknown) => complain(error),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Asks a running fleet, which its manifest tells where to find. */
async function ask(args: FleetArguments, method: "GET" | "POST", path: string): Promise<unknown> {
  const url = await controlUrl(args.directory);
  const answer = await fetch(`${url}${path}`, { method, signal: AbortSignal.timeout(askTimeoutMs) }).catch(
    (error: unknown) => {
      throw new AppError("unavailable", `No fleet answers at ${url}; start it with "npm run fleet".`, { cause: error });
    },
  );
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  throw new AppError("invalid", String((body as { error?: string }).error ?? `The fleet answered ${answer.status}.`));
}

async function controlUrl(directory: string): Promise<string> {
  const path = filesIn(resolve(directory)).manifest;
  try {
    return (JSON.parse(await readFile(path, "utf8")) as Manifest).control;
  } catch (error) {
    throw new AppError("unavailable", `No manifest of a running fleet at ${path}; start it with "npm run fleet".`, {
      cause: error,
    });
  }
}

async function listFaults(args: FleetArguments): Promise<void> {
  const faults = (await ask(args, "GET", "/faults")) as PlantedFault[];
  for (const fault of faults)
    console.log(`${fault.fixed ? "fixed  " : "planted"}  ${fault.id}\n         ${fault.description}`);
}

async function change(args: FleetArguments, action: "fix" | "unfix"): Promise<void> {
  const fault = (await ask(args, "POST", `/faults/${encodeURIComponent(args.faultId)}/${action}`)) as PlantedFault;
  console.log(`${fault.id} is ${fault.fixed ? "fixed" : "planted"}.`);
}

function complain(error: unknown): void {
  console.error(messageOf(error));
  process.exitCode = error instanceof AppError && error.code === "invalid" ? 2 : 1;
}

async function run(): Promise<void> {
  const args = parseFleetArguments(process.argv.slice(2));
  if (args === "help") return console.log(usage);
  if (args.action === "start") return start(args);
  if (args.action === "faults") return listFaults(args);
  return change(args, args.action);
}

run().catch(complain);
