import { isIP, connect as netConnect, type Socket } from "node:net";
import { type ConnectionOptions, createSecureContext, type SecureContext, connect as tlsConnect } from "node:tls";
import type { Exchange } from "../domain/observation.ts";
import { urlHost } from "../domain/shell-quote.ts";
import { cleanText, cleanWords } from "./clean-text.ts";
import type { ProbeContext } from "./define-probe.ts";
import { HttpResponseReader } from "./http-response.ts";
import { parseJsonObject, textOf } from "./json-shape.ts";
import { socketErrorWord } from "./socket-error.ts";

export interface HttpRequest {
  scheme: "http" | "https";
  address: string;
  port: number;
  path: string;
  method?: Exchange["method"];
  /** JSON text; sent with its content type. */
  body?: string;
  accept?: string;
  /** Instead of the address, where a server is known to choose by it. */
  host?: string;
  /** Further headers of ours; never credentials. */
  headers?: Readonly<Record<string, string>>;
  /** Less than the context's limit where only the beginning matters. */
  maxBytes?: number;
}

/** The evidence of a request, and apart from it the body: for parsing in memory, never to be kept. */
export interface HttpAnswer {
  exchange: Exchange;
  body: string;
}

type RequestContext = Pick<ProbeContext, "signal" | "timeoutMs" | "maxBytes">;

let sharedContext: SecureContext | undefined;

/** One TLS context for every probe: building one costs more than a handshake. Takes whatever a server offers. */
function anyTls(): SecureContext {
  sharedContext ??= createSecureContext({ minVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" });
  return sharedContext;
}

/** Options of a handshake that looks at a server and trusts nothing it says. */
export function lookingTlsOptions(address: string): ConnectionOptions {
  return {
    secureContext: anyTls(),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(isIP(address) === 0 ? { servername: address } : {}),
  };
}

/**
 * Sends one request without credentials and reads the answer: one deadline from connect to the last byte, a limit on
 * bytes, no redirects, no compression. Never rejects: what broke is `exchange.error`.
 */
export function exchangeHttp(request: HttpRequest, context: RequestContext): Promise<HttpAnswer> {
  const startedAt = performance.now();
  const method = request.method ?? "GET";
  const maxBytes = Math.min(request.maxBytes ?? context.maxBytes, context.maxBytes);
  const reader = new HttpResponseReader({ maxBytes, withoutBody: method === "HEAD" });
  return new Promise((resolve) => {
    let socket: Socket | undefined;
    let settled = false;
    const settle = (error: string | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      context.signal.removeEventListener("abort", onAbort);
      socket?.destroy();
      resolve(answerFrom(request, method, reader, error, performance.now() - startedAt));
    };
    const onAbort = () => settle("aborted");
    const deadline = setTimeout(() => settle("timeout"), context.timeoutMs);
    if (context.signal.aborted) return settle("aborted");
    context.signal.addEventListener("abort", onAbort, { once: true });
    socket = open(request, () => socket?.write(requestText(request, method)));
    socket.on("data", (chunk: Buffer) => {
      if (!settled && reader.push(chunk)) settle(reader.failure);
    });
    socket.on("error", (error) => settle(socketErrorWord(error)));
    socket.on("close", () => {
      reader.end();
      settle(reader.status === null ? "closed" : null);
    });
  });
}

function open(request: HttpRequest, onReady: () => void): Socket {
  const { address: host, port } = request;
  if (request.scheme === "http") return netConnect({ host, port }, onReady);
  return tlsConnect({ host, port, ALPNProtocols: ["http/1.1"], ...lookingTlsOptions(host) }, onReady);
}

function requestText(request: HttpRequest, method: string): string {
  const lines = [
    `${method} ${request.path} HTTP/1.1`,
    `Host: ${request.host ?? `${urlHost(request.address)}:${request.port}`}`,
    "User-Agent: breakwater (reads only)",
    `Accept: ${request.accept ?? "*/*"}`,
    "Accept-Encoding: identity",
    "Connection: close",
    ...Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  const body = request.body ?? "";
  if (request.body !== undefined || method === "POST" || method === "PUT") {
    lines.push("Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

function answerFrom(
  request: HttpRequest,
  method: Exchange["method"],
  reader: HttpResponseReader,
  error: string | null,
  elapsedMs: number,
): HttpAnswer {
  const body = reader.text();
  // An answer that was cut by the deadline or a reset still has its status; the cut is what is to be told.
  const cut = reader.status !== null && error !== null;
  const headers = keptHeaders(reader.headers);
  const contentType = reader.headers.get("content-type");
  const exchange: Exchange = {
    method,
    url: `${request.scheme}://${urlHost(request.address)}:${request.port}${request.path}`,
    status: reader.status,
    contentType: contentType === undefined ? null : cleanText(contentType, 100),
    bytes: reader.bytes,
    truncated: reader.truncated || cut,
    summary: "",
    headers,
    durationMs: Math.round(elapsedMs * 10) / 10,
    error: reader.status === null ? error : null,
  };
  exchange.summary = summarise(exchange, body, cut ? error : null);
  return { exchange, body };
}

/** Location loses its query: sign-in redirects carry one-time values there. */
function keptHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ["location", "www-authenticate", "server", "metadata-flavor"]) {
    const value = headers.get(name);
    if (value === undefined) continue;
    const safe = name === "location" ? value.replace(/[?#].*$/s, "").replace(/\/\/[^/@]*@/, "//") : value;
    kept[name] = cleanText(safe);
  }
  return kept;
}

function summarise(exchange: Exchange, body: string, cutBy: string | null): string {
  if (exchange.status === null) return `no answer: ${exchange.error ?? "unknown"}`;
  const cut = cutBy === null ? "" : `, cut by ${cutBy}`;
  if (exchange.status >= 400) {
    const refusal = cleanWords(textOf(parseJsonObject(body)?.message) ?? body);
    return `${refusal === "" ? "no text" : refusal}${cut}`;
  }
  if (exchange.status >= 300) return `redirect to ${exchange.headers.location ?? "nowhere"}${cut}`;
  const type = exchange.contentType ?? "no content type";
  return `${exchange.bytes}${exchange.truncated ? "+" : ""} bytes, ${type}${cut}`;
}
