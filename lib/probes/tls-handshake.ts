import { connect as netConnect } from "node:net";
import { type DetailedPeerCertificate, type TLSSocket, connect as tlsConnect } from "node:tls";
import { urlHost } from "../domain/shell-quote.ts";
import type { ProbeContext, ProbeTarget } from "./define-probe.ts";
import { lookingTlsOptions } from "./http-exchange.ts";
import { alertOf, clientCertificateAlerts, socketErrorWord, spokeSomethingElse } from "./socket-error.ts";

/** What one full handshake without a client certificate showed. */
export interface Handshake {
  complete: boolean;
  /** "tls", "other" when something else answered, "silent" when not one byte came. */
  spoke: "tls" | "other" | "silent";
  version: string | null;
  cipher: string | null;
  /** DER, leaf first. */
  chain: Buffer[];
  /** A CertificateRequest came. */
  requested: boolean;
  /** What came behind a finished handshake: TLS 1.3 refuses a missing certificate only then. */
  afterwards: "answered" | "refused" | "closed" | "silent" | "not-asked";
  alert: number | null;
  error: string | null;
}

type Waiting = "ask" | "listen";

/**
 * Shakes hands, newest version first, and where a TLS 1.3 server asked for a certificate goes on until it is clear
 * whether that one is required: "ask" sends GET / to bring on an answer, "listen" only waits. Never rejects.
 */
export function shakeHands(
  target: Pick<ProbeTarget, "address" | "port">,
  context: Pick<ProbeContext, "signal" | "timeoutMs">,
  waiting: Waiting = "ask",
): Promise<Handshake> {
  const { address, port } = target;
  const seen: Handshake = {
    complete: false,
    spoke: "silent",
    version: null,
    cipher: null,
    chain: [],
    requested: false,
    afterwards: "not-asked",
    alert: null,
    error: null,
  };
  return new Promise((resolve) => {
    const wire = netConnect({ host: address, port });
    const socket = tlsConnect({ socket: wire, ...lookingTlsOptions(address) });
    let settled = false;
    const settle = (error: string | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      context.signal.removeEventListener("abort", onAbort);
      if (seen.spoke === "silent" && wire.bytesRead > 0) seen.spoke = "tls";
      if (!seen.complete) seen.error = error;
      socket.destroy();
      wire.destroy();
      resolve(seen);
    };
    const onAbort = () => settle("aborted");
    const deadline = setTimeout(() => {
      if (seen.complete) seen.afterwards = "silent";
      settle("timeout");
    }, context.timeoutMs);
    socket.on("secureConnect", () => {
      readHandshake(socket, seen);
      if (!seen.requested || seen.version !== "TLSv1.3") return settle(null);
      if (waiting === "ask") socket.write(`GET / HTTP/1.1\r\nHost: ${urlHost(address)}\r\nConnection: close\r\n\r\n`);
    });
    socket.on("data", () => {
      seen.afterwards = "answered";
      settle(null);
    });
    socket.on("error", (error) => {
      if (!settled) noteError(error, seen);
      settle(socketErrorWord(error));
    });
    wire.on("error", (error) => settle(socketErrorWord(error)));
    socket.on("close", () => {
      if (!settled && seen.complete) seen.afterwards = "closed";
      settle("closed");
    });
    if (context.signal.aborted) onAbort();
    else context.signal.addEventListener("abort", onAbort, { once: true });
  });
}

function readHandshake(socket: TLSSocket, seen: Handshake): void {
  seen.complete = true;
  seen.spoke = "tls";
  seen.version = socket.getProtocol();
  seen.cipher = socket.getCipher()?.name ?? null;
  seen.chain = chainOf(socket.getPeerCertificate(true));
  // A client shares signature algorithms only with a server that sent a CertificateRequest.
  seen.requested = socket.getSharedSigalgs().length > 0;
}

function noteError(error: Error, seen: Handshake): void {
  if (spokeSomethingElse(error)) seen.spoke = "other";
  seen.alert = alertOf(error);
  if (!seen.complete) return;
  seen.afterwards = seen.alert !== null && clientCertificateAlerts.includes(seen.alert) ? "refused" : "closed";
}

function chainOf(leaf: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  let next: DetailedPeerCertificate | undefined = leaf;
  // A self-signed certificate names itself as its issuer.
  while (next?.raw && chain.length < 10 && !chain.some((der) => der.equals(next?.raw ?? der))) {
    chain.push(next.raw);
    next = next.issuerCertificate;
  }
  return chain;
}
