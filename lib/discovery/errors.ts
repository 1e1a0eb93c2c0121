import { ApiException } from "@kubernetes/client-node";
import { AppError } from "../domain/errors.ts";
import type { ApiTarget } from "./api-target.ts";
import { cleanText } from "./clean-text.ts";

export type FailureKind =
  | "name"
  | "network"
  | "timeout"
  | "tls"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "expired-page"
  | "answer";

/** What went wrong with a call, in a sentence that holds no credential. */
export interface Failure {
  kind: FailureKind;
  sentence: string;
}

/** Translates what the client, undici or TLS threw. `now` tells an expired token from a wrong one. */
export function explain(error: unknown, target: ApiTarget, now: Date): Failure {
  if (error instanceof ApiException) return explainStatus(error, target, now);
  return explainTransport(error, new URL(target.server).host);
}

/** Throws a failure that leaves nothing to learn from a cluster. */
export function throwFailure(failure: Failure): never {
  const code = failure.kind === "unauthenticated" || failure.kind === "forbidden" ? "forbidden" : "unavailable";
  throw new AppError(code, failure.sentence);
}

function explainStatus(error: ApiException<unknown>, target: ApiTarget, now: Date): Failure {
  const said = statusMessage(error.body);
  switch (error.code) {
    case 401:
      return { kind: "unauthenticated", sentence: unauthenticated(target, now) };
    case 403:
      return { kind: "forbidden", sentence: `The API server refused (403): ${said}` };
    case 404:
      return { kind: "not-found", sentence: `The API server does not have it (404): ${said}` };
    case 410:
      return { kind: "expired-page", sentence: `The list changed faster than it could be read (410): ${said}` };
    default:
      return { kind: "answer", sentence: `The API server answered ${error.code}: ${said}` };
  }
}

function unauthenticated(target: ApiTarget, now: Date): string {
  const expiry = tokenExpiry(target.authorization);
  const host = new URL(target.server).host;
  if (expiry && expiry < now) {
    return `The token of user "${target.user}" expired at ${expiry.toISOString()}, so the API server at ${host} refuses it (401): put in a new one.`;
  }
  if (!target.authorization && !target.certificate) {
    return `The API server at ${host} wants a credential (401), and user "${target.user}" has none.`;
  }
  return `The API server at ${host} does not accept the credential of user "${target.user}" (401): it is wrong, expired or revoked.`;
}

/** The `exp` of a bearer token that is a JWT. */
function tokenExpiry(authorization: string | null): Date | null {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization ?? "")?.[1];
  if (!payload) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const exp = typeof claims === "object" && claims !== null && "exp" in claims ? claims.exp : null;
    return typeof exp === "number" && Number.isFinite(exp) ? new Date(exp * 1000) : null;
  } catch {
    // Not a JWT after all: then nothing is known of its expiry.
    return null;
  }
}

/** The message of a Status object; bodies of proxies are plain text. */
function statusMessage(body: unknown): string {
  const text = typeof body === "string" ? body : "";
  try {
    const status: unknown = JSON.parse(text);
    if (typeof status === "object" && status !== null && "message" in status) return cleanText(String(status.message));
  } catch {
    // Plain text is shown as it is.
  }
  return cleanText(text) || "no reason given";
}

/** Says why a connection to `host` failed, from the codes of Node, OpenSSL and undici. */
export function explainTransport(error: unknown, host: string): Failure {
  const code = errorCode(error);
  const tls = certificateSentences[code];
  if (tls) return { kind: "tls", sentence: `${host}: ${tls}` };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return { kind: "name", sentence: `The name in ${host} cannot be resolved: check its spelling and the DNS.` };
  }
  if (code === "ECONNREFUSED") return { kind: "network", sentence: `${host} refused the connection: nothing listens.` };
  if (code === "EHOSTUNREACH" || code === "ENETUNREACH") {
    return { kind: "network", sentence: `${host} cannot be reached: there is no route to it.` };
  }
  if (timeoutCodes.has(code)) return { kind: "timeout", sentence: `${host} did not answer in time.` };
  if (code === "ANSWER_TOO_LARGE") return { kind: "answer", sentence: `${host} sent more than an answer may hold.` };
  if (/^(ERR_SSL_|EPROTO$|ERR_TLS_)/.test(code)) {
    return { kind: "tls", sentence: `${host} broke off the TLS handshake (${code}).` };
  }
  if (code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET") {
    return { kind: "network", sentence: `${host} closed the connection in the middle.` };
  }
  if (error instanceof SyntaxError || code === "" || code.startsWith("HPE_")) {
    return { kind: "answer", sentence: `${host} answers, but not as a Kubernetes API server does.` };
  }
  return { kind: "network", sentence: `The connection to ${host} failed (${code}).` };
}

const timeoutCodes = new Set([
  "TimeoutError",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

const unknownIssuer = "its certificate is not signed by the CA that is expected there";
const certificateSentences: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  CERT_SIGNATURE_FAILURE: unknownIssuer,
  CERT_UNTRUSTED: unknownIssuer,
  INVALID_CA: unknownIssuer,
  INVALID_PURPOSE: "its certificate is not meant for servers",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate was issued for another name or address",
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet",
  CERT_REVOKED: "its certificate was revoked",
};

function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (!(error instanceof Error)) return "";
  if (error.name === "TimeoutError") return "TimeoutError";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? "" : errorCode(error.cause);
}
