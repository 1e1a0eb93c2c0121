import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the browser stories' own demo runs, apart from one that somebody uses. */
export const demoPort = Number(process.env.BREAKWATER_E2E_PORT ?? 3199);
export const demoFolder = process.env.BREAKWATER_E2E_DATA_DIR ?? join(tmpdir(), `breakwater-e2e-${demoPort}`);

interface Fault {
  id: string;
  cluster: string;
  checkId: string;
  subject: { kind: string; name: string; node?: string; namespace?: string };
  fixed: boolean;
}

interface Manifest {
  control: string;
  clusters: { nodes: { name: string; address: string }[] }[];
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(demoFolder, "fleet", "manifest.json"), "utf8")) as Manifest;
}

/** The address at which a node of the demo fleet answers. */
export function addressOf(node: string): string {
  const found = manifest()
    .clusters.flatMap(({ nodes }) => nodes)
    .find(({ name }) => name === node);
  if (!found) throw new Error(`the fleet has no node ${node}`);
  return found.address;
}

/** The faults that the demo fleet planted, as it publishes them. */
export async function plantedFaults(): Promise<Fault[]> {
  const answer = (await (await fetch(new URL("/faults", manifest().control))).json()) as Fault[] | { faults: Fault[] };
  return Array.isArray(answer) ? answer : answer.faults;
}

async function change(fault: Fault, act: "fix" | "unfix"): Promise<void> {
  const url = new URL(`/faults/${encodeURIComponent(fault.id)}/${act}`, manifest().control);
  const answer = await fetch(url, { method: "POST" });
  if (!answer.ok) throw new Error(`the fleet did not ${act} ${fault.id}: ${await answer.text()}`);
}

/** Does on the fleet's node what the remediation says. */
export const fixOnTheNode = (fault: Fault): Promise<void> => change(fault, "fix");

/** Plants the fault anew. */
export const breakOnTheNode = (fault: Fault): Promise<void> => change(fault, "unfix");
