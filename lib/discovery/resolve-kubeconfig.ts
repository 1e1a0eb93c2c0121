import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { AppError } from "../domain/errors.ts";
import type { ApiTarget } from "./api-target.ts";
import { runPlugin } from "./exec-credential.ts";
import { type KubeconfigCluster, type KubeconfigUser, parseKubeconfig } from "./parse-kubeconfig.ts";
import { type DiscoveryOptions, defaultTimeoutMs, type KubeconfigSource } from "./source.ts";
import { chooseContext } from "./vet-kubeconfig.ts";

type Options = Pick<DiscoveryOptions, "signal" | "now" | "timeoutMs">;

/**
 * Turns a kubeconfig's context into a server and a credential: reads the files and runs the plugin that it names.
 * Throws AppError: "invalid" for what is wrong in it, "forbidden" for an expired client certificate.
 */
export async function resolveKubeconfig(source: KubeconfigSource, options: Options): Promise<ApiTarget> {
  const kubeconfig = parseKubeconfig(source.text, source.origin);
  const context = chooseContext(kubeconfig, source.context);
  const cluster = kubeconfig.clusters.get(context.cluster);
  const user = kubeconfig.users.get(context.user);
  if (!cluster || !user) throw new AppError("invalid", `Context "${context.name}" is not complete.`);
  const caBundle = cluster.caFile ? await readNamed(cluster.caFile, source) : cluster.ca;
  if (caBundle) requireCertificate(caBundle, `The CA of cluster "${cluster.name}"`);
  const credential = await resolveUser(user, cluster, source, options);
  if (credential.certificate) checkCertificate(credential.certificate, user.name, options.now());
  return {
    cluster: cluster.name,
    user: user.name,
    server: cluster.server,
    caBundle,
    tlsServerName: cluster.tlsServerName,
    skipTlsVerify: cluster.skipTlsVerify,
    ...credential,
  };
}

type Credential = Pick<ApiTarget, "authorization" | "certificate">;

async function resolveUser(
  user: KubeconfigUser,
  cluster: KubeconfigCluster,
  source: KubeconfigSource,
  options: Options,
): Promise<Credential> {
  const cert = user.certificateFile ? await readNamed(user.certificateFile, source) : user.certificate;
  const key = user.keyFile ? await readNamed(user.keyFile, source) : user.key;
  if ((cert === null) !== (key === null)) {
    const missing = cert === null ? "certificate" : "key";
    throw new AppError("invalid", `User "${user.name}" has half a client certificate: its ${missing} is missing.`);
  }
  const token = user.token ?? (user.tokenFile ? (await readNamed(user.tokenFile, source)).trim() : null);
  if (token !== null && !/^[\x21-\x7e]+$/.test(token)) {
    throw new AppError("invalid", `The token of user "${user.name}" holds blanks or other characters no token has.`);
  }
  const own: Credential = {
    authorization: token ? `Bearer ${token}` : basic(user),
    certificate: cert && key ? { cert, key } : null,
  };
  if (own.authorization || own.certificate || !user.plugin) return own;
  return runPlugin(user.plugin, {
    user: user.name,
    server: cluster.server,
    ca: cluster.ca,
    directory: source.directory ?? null,
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  });
}

function basic(user: KubeconfigUser): string | null {
  if (!user.username) return null;
  return `Basic ${Buffer.from(`${user.username}:${user.password ?? ""}`).toString("base64")}`;
}

async function readNamed(path: string, source: KubeconfigSource): Promise<string> {
  if (!isAbsolute(path) && !source.directory) {
    throw new AppError("invalid", `The kubeconfig names the file ${path} by a relative path; give the whole path.`);
  }
  const whole = isAbsolute(path) ? path : join(source.directory ?? "", path);
  try {
    return await readFile(whole, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const what =
      code === "ENOENT" ? "is not there" : code === "EACCES" ? "may not be read" : `cannot be read (${code})`;
    throw new AppError("invalid", `The kubeconfig names the file ${whole}, which ${what}.`);
  }
}

function requireCertificate(pem: string, what: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new AppError("invalid", `${what} is no PEM certificate.`);
  }
}

function checkCertificate(pair: { cert: string; key: string }, user: string, now: Date): void {
  const certificate = requireCertificate(pair.cert, `The client certificate of user "${user}"`);
  try {
    if (!certificate.checkPrivateKey(createPrivateKey(pair.key))) throw new Error("another key");
  } catch {
    // OpenSSL's own message may describe the key; the user only has to know that the two do not fit.
    throw new AppError("invalid", `The client key of user "${user}" is no PEM key or does not fit its certificate.`);
  }
  if (certificate.validToDate < now) {
    const when = certificate.validToDate.toISOString();
    throw new AppError("forbidden", `The client certificate of user "${user}" expired at ${when}: issue a new one.`);
  }
}
