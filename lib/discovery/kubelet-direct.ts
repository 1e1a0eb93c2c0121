import { X509Certificate } from "node:crypto";
import { Agent, buildConnector, request } from "undici";
import { type ClusterNode, primaryAddress } from "../domain/inventory.ts";
import { urlHost } from "../domain/shell-quote.ts";
import { cleanText } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import { explainTransport } from "./errors.ts";
import { readLimited } from "./http-library.ts";

export type ConfigzAnswer =
  | { status: "answered"; body: string }
  | { status: "failed"; why: string; permission: boolean; certificate: boolean };

const maximumBytes = 1024 * 1024;
/** A node that answers at all does so fast; the API server's proxy is asked next. */
const handshakeMs = 2_000;

/**
 * Asks the kubelet itself for /configz. The credential is sent only after the serving certificate was verified against
 * the cluster's CA for this very node, in a handshake of its own without client certificate.
 */
export async function readConfigzDirect(node: ClusterNode, connection: Connection): Promise<ConfigzAnswer> {
  const { target, signal } = connection;
  const address = primaryAddress(node);
  if (!address) return failed("the node has no address");
  if (!target.caBundle) return failed("no CA is known that its certificate could be verified against");
  // A password is the API server's alone: no kubelet could check it, and each would see it.
  const bearer = target.authorization?.startsWith("Bearer ") ? target.authorization : null;
  if (!bearer && !target.certificate) return failed("there is no credential to ask it with");
  const host = `${urlHost(address)}:${node.kubeletPort}`;
  const tls = {
    ca: target.caBundle,
    rejectUnauthorized: true,
    checkServerIdentity: (_: string, peer: { raw: Buffer }) => checkNode(node, address, peer.raw),
    timeout: Math.min(handshakeMs, connection.timeoutMs),
    // A resumed session would not show its certificate again.
    maxCachedSessions: 0,
  };
  const agent = new Agent({ connect: { ...tls, ...target.certificate }, connections: 1, allowH2: false });
  try {
    if (target.certificate) await handshake(address, node.kubeletPort, tls, signal);
    return await ask(host, agent, bearer ? { authorization: bearer } : {}, connection);
  } catch (error) {
    return broken(error, host, signal);
  } finally {
    await agent.destroy();
  }
}

/**
 * Asks a kubelet whose certificate does not verify: what any caller would be told. No token, no password and no client
 * certificate is sent, and whoever answers may not be the node.
 */
export async function readConfigzUnverified(node: ClusterNode, connection: Connection): Promise<ConfigzAnswer> {
  const address = primaryAddress(node);
  if (!address) return failed("the node has no address");
  const host = `${urlHost(address)}:${node.kubeletPort}`;
  const timeout = Math.min(handshakeMs, connection.timeoutMs);
  const agent = new Agent({ connect: { rejectUnauthorized: false, timeout }, connections: 1, allowH2: false });
  try {
    return await ask(host, agent, {}, connection);
  } catch (error) {
    return broken(error, host, connection.signal);
  } finally {
    await agent.destroy();
  }
}

async function ask(
  host: string,
  dispatcher: Agent,
  credential: { authorization?: string },
  { signal, timeoutMs }: Connection,
): Promise<ConfigzAnswer> {
  const response = await request(`https://${host}/configz`, {
    dispatcher,
    headers: { accept: "application/json", ...credential },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const body = (await readLimited(response.body, maximumBytes)).toString("utf8");
  if (response.statusCode === 200) return { status: "answered", body };
  const permission = response.statusCode === 401 || response.statusCode === 403;
  return failed(`${host} answered ${response.statusCode}: ${cleanText(body, 160)}`, permission);
}

function broken(error: unknown, host: string, signal: AbortSignal): ConfigzAnswer {
  signal.throwIfAborted();
  const { kind, sentence } = explainTransport(error, host);
  return failed(sentence, false, kind === "tls");
}

function failed(why: string, permission = false, certificate = false): ConfigzAnswer {
  return { status: "failed", why, permission, certificate };
}

/** A certificate for the node's address, or for its name, is the node's. */
function checkNode(node: ClusterNode, address: string, raw: Buffer): Error | undefined {
  const certificate = new X509Certificate(raw);
  const names = [node.name, ...node.addresses.filter((one) => one.type === "Hostname").map((one) => one.address)];
  const fits = certificate.checkIP(address) ?? names.find((name) => certificate.checkHost(name, { subject: "never" }));
  return fits ? undefined : Object.assign(new Error("another host"), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
}

/** Resolves once a handshake without any credential verified the certificate. */
function handshake(
  address: string,
  port: number,
  tls: buildConnector.BuildOptions,
  signal: AbortSignal,
): Promise<void> {
  const connector = buildConnector({ ...tls, allowH2: false });
  return new Promise((resolve, reject) => {
    connector({ hostname: address, host: address, protocol: "https:", port: String(port) }, (error, socket) => {
      socket?.destroy();
      if (signal.aborted) reject(signal.reason);
      else if (error) reject(error);
      else resolve();
    });
  });
}
