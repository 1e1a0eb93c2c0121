import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../domain/errors.ts";
import { urlHost } from "../domain/shell-quote.ts";
import type { ApiTarget } from "./api-target.ts";

interface PodSurroundings {
  env: Record<string, string | undefined>;
  /** The folder of the service account's token and ca.crt. */
  folder: string;
}

const pod: PodSurroundings = { env: process.env, folder: "/var/run/secrets/kubernetes.io/serviceaccount" };

/** The API server of the cluster that this process runs in. Throws AppError("invalid") outside of a pod. */
export async function inClusterTarget({ env, folder }: PodSurroundings = pod): Promise<ApiTarget> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port) {
    throw new AppError("invalid", "This process does not run in a pod: KUBERNETES_SERVICE_HOST is not set.");
  }
  const [token, caBundle] = await Promise.all([readMounted(folder, "token"), readMounted(folder, "ca.crt")]);
  return {
    cluster: "in-cluster",
    user: "the pod's service account",
    server: `https://${urlHost(host)}:${port}`,
    caBundle,
    tlsServerName: null,
    skipTlsVerify: false,
    authorization: `Bearer ${token.trim()}`,
    certificate: null,
  };
}

async function readMounted(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  try {
    return await readFile(path, "utf8");
  } catch {
    const hint = "the pod needs a service account with automountServiceAccountToken";
    throw new AppError("invalid", `The service account's ${path} cannot be read; ${hint}.`);
  }
}
