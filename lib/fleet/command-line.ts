import { parseArgs } from "node:util";
import { AppError, messageOf } from "../domain/errors.ts";
import { AddressPlan } from "./address-plan.ts";
import { fleetDefaults } from "./index.ts";

export interface FleetArguments {
  action: "start" | "faults" | "fix" | "unfix";
  /** Of fix and unfix. */
  faultId: string;
  controlPlanes: number;
  workers: number;
  seed: number;
  base: string;
  directory: string;
  controlPort: number;
}

export const usage = `Starts the demo fleet: clusters of real servers on loopback addresses.

  npm run fleet                      start it and print its kubeconfig
  npm run fleet -- faults            list the planted faults of a running fleet
  npm run fleet -- fix ID            repair one of them
  npm run fleet -- unfix ID          put it back

  --nodes N            nodes of the main cluster besides its control planes (as --workers)
  --control-planes N   1 to 9 (${fleetDefaults.controlPlanes})
  --workers N          up to 1,000 nodes in all (${fleetDefaults.workers})
  --seed N             the same seed gives the same fleet (${fleetDefaults.seed})
  --base 127.N         first two octets of every address (BREAKWATER_FLEET_BASE, else ${fleetDefaults.base})
  --directory PATH     where kubeconfigs and manifest go (.breakwater/fleet)
  --control-port N     port of the control server on 127.0.0.1 (a free one)
`;

const options = {
  nodes: { type: "string" },
  "control-planes": { type: "string" },
  workers: { type: "string" },
  seed: { type: "string" },
  base: { type: "string" },
  directory: { type: "string" },
  "control-port": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the arguments of `npm run fleet`; "help" when that was asked for. @throws AppError that says what is wrong. */
export function parseFleetArguments(
  args: string[],
  env: Record<string, string | undefined> = process.env,
): FleetArguments | "help" {
  const { values, positionals } = parse(args);
  if (values.help) return "help";
  const [action = "start", faultId = "", ...more] = positionals;
  if (!isAction(action))
    throw invalid(`"${action}" is nothing the fleet can do; it knows faults, fix ID and unfix ID.`);
  const wantsId = action === "fix" || action === "unfix";
  if (wantsId && faultId === "")
    throw invalid(`${action} needs the id of a fault; "npm run fleet -- faults" lists them.`);
  if (more.length > 0 || (!wantsId && faultId !== ""))
    throw invalid(`"${more[0] ?? faultId}" is one argument too many.`);
  return {
    action,
    faultId,
    controlPlanes: whole("--control-planes", values["control-planes"], fleetDefaults.controlPlanes, 1, 9),
    workers: whole("--workers", values.workers ?? values.nodes, fleetDefaults.workers, 0, 999),
    seed: whole("--seed", values.seed, fleetDefaults.seed, 0, 2 ** 31),
    base: readBase(values.base, env.BREAKWATER_FLEET_BASE?.trim()),
    directory: values.directory ?? ".breakwater/fleet",
    controlPort: whole("--control-port", values["control-port"], 0, 0, 65_535),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw invalid(messageOf(error));
  }
}

function isAction(word: string): word is FleetArguments["action"] {
  return word === "start" || word === "faults" || word === "fix" || word === "unfix";
}

function whole(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw invalid(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

/** The option wins over the variable, which `npm run demo` reads too; empty is as good as unset. */
function readBase(option: string | undefined, variable: string | undefined): string {
  const base = option ?? (variable || fleetDefaults.base);
  try {
    return new AddressPlan(base).base;
  } catch (error) {
    throw invalid(`${option === undefined ? "BREAKWATER_FLEET_BASE" : "--base"}: ${messageOf(error)}`);
  }
}

function invalid(message: string): AppError {
  return new AppError("invalid", message);
}
