import { execFile } from "node:child_process";
import { AppError } from "../domain/errors.ts";
import type { ApiTarget } from "./api-target.ts";
import type { CredentialPlugin } from "./kubeconfig-plugin.ts";

interface PluginRun {
  user: string;
  server: string;
  ca: string | null;
  /** Relative commands start here, as in kubectl. */
  directory: string | null;
  signal: AbortSignal;
  timeoutMs: number;
}

/**
 * Runs a kubeconfig's exec plugin and takes the credential it prints. Only for the server's own kubeconfig.
 * Throws AppError("unavailable") when it fails; what it printed is never repeated.
 */
export async function runPlugin(
  plugin: CredentialPlugin,
  run: PluginRun,
): Promise<Pick<ApiTarget, "authorization" | "certificate">> {
  const status = readStatus(await execute(plugin, run));
  const { token, clientCertificateData: cert, clientKeyData: key } = status ?? {};
  const certificate = typeof cert === "string" && typeof key === "string" ? { cert, key } : null;
  const authorization = typeof token === "string" && token !== "" ? `Bearer ${token.trim()}` : null;
  if (!certificate && !authorization) {
    throw new AppError("unavailable", `The exec plugin ${plugin.command} of user "${run.user}" printed no credential.`);
  }
  return { certificate, authorization };
}

function execute(plugin: CredentialPlugin, run: PluginRun): Promise<string> {
  // The plugin is another program: our own secrets are none of its business.
  const { DATABASE_URL: _database, BREAKWATER_SECRET_KEY: _key, ...inherited } = process.env;
  const env = {
    ...inherited,
    ...Object.fromEntries(plugin.env.map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(plugin, run)),
  };
  const options = {
    env,
    timeout: run.timeoutMs,
    signal: run.signal,
    maxBuffer: 1024 * 1024,
    ...(run.directory ? { cwd: run.directory } : {}),
  };
  return new Promise((resolve, reject) => {
    const child = execFile(plugin.command, plugin.args, options, (error, stdout) => {
      if (!error) resolve(stdout);
      else if (run.signal.aborted) reject(run.signal.reason);
      else reject(new AppError("unavailable", describe(plugin, run, error)));
    });
    // A plugin that does not read is no error; one that waits for a password must see the end of its input.
    child.stdin?.on("error", () => undefined).end();
  });
}

function describe(
  plugin: CredentialPlugin,
  run: PluginRun,
  error: Error & { code?: unknown; killed?: boolean },
): string {
  const name = `The exec plugin ${plugin.command} of user "${run.user}"`;
  if (error.code === "ENOENT") return `${name} is not installed on this machine.`;
  if (error.killed) return `${name} did not answer within ${run.timeoutMs / 1000} s.`;
  return `${name} failed (${typeof error.code === "number" ? `exit code ${error.code}` : "it could not be run"}).`;
}

function execInfo(plugin: CredentialPlugin, run: PluginRun): object {
  const ca = run.ca ? { "certificate-authority-data": Buffer.from(run.ca, "latin1").toString("base64") } : {};
  const cluster = plugin.provideClusterInfo ? { cluster: { server: run.server, ...ca } } : {};
  return { apiVersion: plugin.apiVersion, kind: "ExecCredential", spec: { interactive: false, ...cluster } };
}

function readStatus(output: string): Record<string, unknown> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(output);
  } catch {
    // The parser's message would quote the output, which may hold the credential.
    return null;
  }
  const status = typeof parsed === "object" && parsed !== null && "status" in parsed ? parsed.status : null;
  return typeof status === "object" && status !== null ? { ...status } : null;
}
