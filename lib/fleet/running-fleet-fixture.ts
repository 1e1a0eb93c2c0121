import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { parse } from "yaml";
import { type Fleet, type FleetOptions, startFleet } from "./index.ts";

/** A fleet for one test file, stopped and cleaned away at its end. */
export async function fleetForTest(options: Omit<FleetOptions, "directory">): Promise<Fleet> {
  const directory = await mkdtemp(join(tmpdir(), "breakwater-fleet-"));
  const fleet = await startFleet({ ...options, directory });
  after(async () => {
    await fleet.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return fleet;
}

interface Kubeconfig {
  clusters: { name: string; cluster: { server: string; "certificate-authority-data": string } }[];
  users: { name: string; user: Record<string, string> }[];
}

/** Address, authority and credentials that a kubeconfig gives for one cluster. */
export async function credentials(path: string, cluster = "harbor") {
  const config = parse(await readFile(path, "utf8")) as Kubeconfig;
  const entry = config.clusters.find((one) => one.name === cluster)?.cluster;
  const user = config.users.find((one) => one.name.startsWith(`${cluster}-`))?.user ?? {};
  const pem = (text: string | undefined) => Buffer.from(text ?? "", "base64").toString("utf8");
  return {
    server: entry?.server ?? "",
    ca: pem(entry?.["certificate-authority-data"]),
    cert: pem(user["client-certificate-data"]),
    key: pem(user["client-key-data"]),
    token: user.token ?? "",
  };
}

/** Address of a node by name. */
export function addressIn(fleet: Fleet, name: string): string {
  const node = fleet.clusters.flatMap((cluster) => cluster.nodes).find((one) => one.name === name);
  if (!node) throw new Error(`The fleet has no node ${name}.`);
  return node.address;
}
