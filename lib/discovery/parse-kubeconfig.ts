import { AppError } from "../domain/errors.ts";
import { readKubeconfigDocument, refuseLine, type Section } from "./kubeconfig-document.ts";
import { type CredentialPlugin, readPlugin } from "./kubeconfig-plugin.ts";
import { readServer } from "./kubeconfig-server.ts";
import type { KubeconfigOrigin } from "./source.ts";

export interface KubeconfigCluster {
  name: string;
  server: string;
  /** PEM text, decoded. */
  ca: string | null;
  caFile: string | null;
  tlsServerName: string | null;
  skipTlsVerify: boolean;
}

/** Exactly what the file says; files are not read and plugins not run yet. */
export interface KubeconfigUser {
  name: string;
  token: string | null;
  tokenFile: string | null;
  certificate: string | null;
  certificateFile: string | null;
  key: string | null;
  keyFile: string | null;
  username: string | null;
  password: string | null;
  plugin: CredentialPlugin | null;
}

export interface Kubeconfig {
  clusters: Map<string, KubeconfigCluster>;
  users: Map<string, KubeconfigUser>;
  contexts: { name: string; cluster: string; user: string; line: number }[];
  currentContext: string | null;
}

const onlyOnServer =
  "an uploaded kubeconfig may not make the server read files or run programs. Export one that carries its data: kubectl config view --minify --flatten --raw";

/** Reads a kubeconfig by the rules of its origin. Throws AppError("invalid") with the line; quotes no credential. */
export function parseKubeconfig(text: string, origin: KubeconfigOrigin): Kubeconfig {
  const document = readKubeconfigDocument(text);
  const clusters = named(document, "clusters", "cluster").map(([name, body]) => readCluster(name, body, origin));
  const users = named(document, "users", "user").map(([name, body]) => readUser(name, body, origin));
  const contexts = named(document, "contexts", "context").map(([name, body]) => ({
    name,
    cluster: required(body, "cluster", `context "${name}"`),
    user: required(body, "user", `context "${name}"`),
    line: body.line,
  }));
  const kubeconfig: Kubeconfig = {
    clusters: new Map(clusters.map((cluster) => [cluster.name, cluster])),
    users: new Map(users.map((user) => [user.name, user])),
    contexts,
    currentContext: document.text("current-context"),
  };
  checkReferences(kubeconfig, document);
  return kubeconfig;
}

function named(document: Section, list: string, body: string): [string, Section][] {
  const entries = document.list(list);
  if (entries.length === 0) throw new AppError("invalid", `The kubeconfig has no ${list}.`);
  const seen = new Set<string>();
  return entries.map((entry) => {
    const name = required(entry, "name", `an entry of "${list}"`);
    if (seen.has(name)) refuseLine(entry.line, `${body} "${name}" stands there twice.`);
    seen.add(name);
    // A user without credentials is often written as "user: {}" or left out, which kubectl accepts.
    const section = entry.section(body) ?? (body === "user" ? entry : null);
    return [name, section ?? refuseLine(entry.line, `${body} "${name}" has no "${body}" mapping.`)];
  });
}

function required(section: Section, key: string, where: string): string {
  return section.text(key) ?? refuseLine(section.line, `${where} has no "${key}".`);
}

function checkReferences(kubeconfig: Kubeconfig, document: Section): void {
  for (const { name, cluster, user, line } of kubeconfig.contexts) {
    if (!kubeconfig.clusters.has(cluster)) {
      refuseLine(line, `context "${name}" names cluster "${cluster}", which is not there.`);
    }
    if (!kubeconfig.users.has(user)) refuseLine(line, `context "${name}" names user "${user}", which is not there.`);
  }
  const current = kubeconfig.currentContext;
  if (current && !kubeconfig.contexts.some((context) => context.name === current)) {
    refuseLine(document.lineOf("current-context"), `current-context names "${current}", which is not there.`);
  }
}

function readCluster(name: string, body: Section, origin: KubeconfigOrigin): KubeconfigCluster {
  refuseFile(body, "certificate-authority", `cluster "${name}"`, origin);
  if (body.text("proxy-url")) {
    const why = "probes go straight to the nodes, so the API has to be reached straight as well";
    refuseLine(body.lineOf("proxy-url"), `cluster "${name}" has a proxy-url; ${why}.`);
  }
  return {
    name,
    server: readServer(body, name),
    ca: pem(body, "certificate-authority-data", `cluster "${name}"`),
    caFile: body.text("certificate-authority"),
    tlsServerName: body.text("tls-server-name"),
    skipTlsVerify: body.text("insecure-skip-tls-verify")?.toLowerCase() === "true",
  };
}

function readUser(name: string, body: Section, origin: KubeconfigOrigin): KubeconfigUser {
  const where = `user "${name}"`;
  for (const key of ["client-certificate", "client-key", "tokenFile", "token-file"]) {
    refuseFile(body, key, where, origin);
  }
  if (origin === "upload" && body.has("exec")) {
    refuseLine(body.lineOf("exec"), `${where} has an exec plugin; ${onlyOnServer}.`);
  }
  if (body.has("auth-provider")) {
    const why = "those were removed from Kubernetes; use a token, a client certificate or a service account";
    refuseLine(body.lineOf("auth-provider"), `${where} has an auth-provider; ${why}.`);
  }
  const impersonation = ["as", "as-uid", "as-groups", "as-user-extra"].find((key) => body.has(key));
  if (impersonation) {
    refuseLine(
      body.lineOf(impersonation),
      `${where} impersonates someone ("${impersonation}"); kubelets cannot do so.`,
    );
  }
  const exec = body.section("exec");
  return {
    name,
    token: body.text("token")?.trim() ?? null,
    tokenFile: body.text("tokenFile") ?? body.text("token-file"),
    certificate: pem(body, "client-certificate-data", where),
    certificateFile: body.text("client-certificate"),
    key: pem(body, "client-key-data", where),
    keyFile: body.text("client-key"),
    username: body.text("username"),
    password: body.text("password"),
    plugin: exec ? readPlugin(exec, where) : null,
  };
}

function refuseFile(body: Section, key: string, where: string, origin: KubeconfigOrigin): void {
  if (origin === "upload" && body.text(key)) {
    refuseLine(body.lineOf(key), `${where} names a file in "${key}"; ${onlyOnServer}.`);
  }
}

function pem(body: Section, key: string, where: string): string | null {
  const data = body.text(key);
  if (data === null) return null;
  const text = Buffer.from(data, "base64").toString("latin1");
  return text.includes("-----BEGIN ")
    ? text
    : refuseLine(body.lineOf(key), `"${key}" of ${where} is not base64 of PEM.`);
}
