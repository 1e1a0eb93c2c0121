import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import type { ClusterSource } from "../discovery/index.ts";
import { AppError } from "../domain/errors.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/** Turns the arguments into where the inventory comes from. Throws AppError "invalid" that names a missing file. */
export async function readClusterSource(
  args: ScanArguments,
  environment: Record<string, string | undefined>,
): Promise<{ source: ClusterSource; name: string }> {
  if (args.inCluster) return { source: { kind: "in-cluster" }, name: "in-cluster" };
  if (args.targetsFile !== undefined) {
    const text = await read(args.targetsFile, "--targets");
    return { source: { kind: "inventory", text, name: args.targetsFile }, name: args.targetsFile };
  }
  if (args.addresses.length > 0) {
    const name = args.addresses.length === 1 ? (args.addresses[0] ?? "targets") : `${args.addresses.length} targets`;
    return { source: { kind: "inventory", text: args.addresses.join("\n"), name }, name };
  }
  const path =
    args.kubeconfig ?? environment.KUBECONFIG?.split(delimiter).find(Boolean) ?? join(homedir(), ".kube", "config");
  const text = await read(path, args.kubeconfig === undefined ? "kubeconfig" : "--kubeconfig");
  const context = args.context === undefined ? {} : { context: args.context };
  const source: ClusterSource = {
    kind: "kubeconfig",
    text,
    origin: "file",
    directory: dirname(resolve(path)),
    ...context,
  };
  return { source, name: args.context ?? currentContext(text) ?? path };
}

async function read(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EACCES" ? "it may not be read" : "it cannot be read";
    throw new AppError("invalid", `${what} ${path}: ${why}. Name another with --kubeconfig, --targets or an address.`, {
      cause: error,
    });
  }
}

/** Only for the cluster's name in the report; the kubeconfig itself is vetted by discovery. */
function currentContext(text: string): string | undefined {
  return /^current-context:\s*"?([^"\n#]+?)"?\s*$/m.exec(text)?.[1];
}
