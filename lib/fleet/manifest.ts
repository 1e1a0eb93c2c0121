import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Distribution } from "../domain/distribution.ts";
import type { IssuedTokens, KubeconfigEntry } from "./kubeconfig.ts";
import { kubeconfigNames, kubeconfigText, serverUrl } from "./kubeconfig.ts";
import type { PlantedFault } from "./planted-faults.ts";
import { addressOf, type ClusterState, visibleNodes } from "./state.ts";

export interface FleetNode {
  name: string;
  address: string;
  /** Stands for 127.0.0.1 on this node. */
  loopback: string;
  role: "control-plane" | "worker";
  posture: string;
  story: string;
  version: string;
}

export interface FleetCluster {
  name: string;
  context: string;
  distribution: Distribution;
  apiServer: string;
  nodes: FleetNode[];
}

export interface Manifest {
  schemaVersion: 1;
  seed: number;
  base: string;
  kubeconfigs: Record<"admin" | keyof IssuedTokens, string>;
  /** URL of the control server. */
  control: string;
  clusters: FleetCluster[];
  faults: PlantedFault[];
}

export function describeCluster(cluster: ClusterState): FleetCluster {
  return {
    name: cluster.name,
    context: cluster.name,
    distribution: cluster.distribution,
    apiServer: serverUrl(cluster),
    nodes: visibleNodes(cluster).map((node) => ({
      name: node.name,
      address: addressOf(node),
      loopback: node.loopback,
      role: node.role,
      posture: node.posture,
      story: node.story,
      version: node.settings.kubeletVersion,
    })),
  };
}

/** Paths of the fleet's files in one directory. */
export function filesIn(directory: string): { manifest: string; ca: string; kubeconfigs: Manifest["kubeconfigs"] } {
  const at = (name: string) => join(directory, name);
  return {
    manifest: at("manifest.json"),
    ca: at("ca.crt"),
    kubeconfigs: {
      admin: at(kubeconfigNames.admin),
      scanner: at(kubeconfigNames.scanner),
      viewer: at(kubeconfigNames.viewer),
      expired: at(kubeconfigNames.expired),
    },
  };
}

/** Writes a file whole or not at all, readable by its owner only. */
async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

/** Writes every kubeconfig and the authority of the main cluster. */
export async function writeKubeconfigs(directory: string, entries: KubeconfigEntry[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const files = filesIn(directory);
  for (const identity of ["admin", "scanner", "viewer", "expired"] as const) {
    await writePrivate(files.kubeconfigs[identity], kubeconfigText(entries, identity));
  }
  const [main] = entries;
  if (main) await writePrivate(files.ca, main.pki.authority.cert);
}

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  await writePrivate(filesIn(directory).manifest, `${JSON.stringify(manifest, null, 2)}\n`);
}
