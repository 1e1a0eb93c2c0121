import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { AppError } from "../../lib/domain/errors.ts";
import * as t from "../../lib/messages/index.ts";

/** The kubeconfig of whoever started the server: the first of KUBECONFIG, else the usual place. */
export function serverKubeconfig(): { path: string; exists: boolean } {
  const named = process.env.KUBECONFIG?.split(delimiter).find(Boolean);
  const path = named ?? join(homedir(), ".kube", "config");
  return { path, exists: existsSync(/* turbopackIgnore: true */ path) };
}

/** Its text. Throws AppError("invalid") that names the file. */
export async function readServerKubeconfig(): Promise<string> {
  const { path } = serverKubeconfig();
  try {
    return await readFile(/* turbopackIgnore: true */ path, "utf8");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new AppError("invalid", t.clusters.form.serverFileGone(path, why), { cause });
  }
}

/** True where this process runs in a pod with a service account. */
export function runsInPod(): boolean {
  return Boolean(process.env.KUBERNETES_SERVICE_HOST);
}
