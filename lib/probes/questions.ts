import type { Exchange, Observation } from "../domain/observation.ts";
import type { ProbeContext, ProbeTarget } from "./define-probe.ts";
import { exchangeHttp, type HttpAnswer, type HttpRequest } from "./http-exchange.ts";

/** Bytes that are enough where only the status counts and the body is large, as of metrics. */
export const glanceBytes = 2048;

/** After so many requests without an answer in time the port is asked nothing more: it would only take longer. */
const patience = 2;

type Extra = Partial<Pick<HttpRequest, "accept" | "maxBytes" | "host" | "headers">>;

/** The requests that one probe makes to one port, with the evidence of each. */
export class Questions {
  readonly exchanges: Exchange[] = [];
  readonly scheme: "http" | "https";
  readonly #target: ProbeTarget;
  readonly #context: ProbeContext;
  #timeouts = 0;

  constructor(target: ProbeTarget, context: ProbeContext, scheme: "http" | "https") {
    this.#target = target;
    this.#context = context;
    this.scheme = scheme;
  }

  get(path: string, extra: Extra = {}): Promise<HttpAnswer> {
    return this.#ask({ method: "GET", path, ...extra });
  }

  /** Only for requests that change nothing: gateways that take their read calls by POST, and reviews. */
  post(path: string, body: string, extra: Extra = {}): Promise<HttpAnswer> {
    return this.#ask({ method: "POST", path, body, ...extra });
  }

  /** The head of an answer alone: its body is not sent. */
  head(path: string, extra: Extra = {}): Promise<HttpAnswer> {
    return this.#ask({ method: "HEAD", path, ...extra });
  }

  /** Only for a session token of a metadata service, which changes nothing there. */
  put(path: string, extra: Extra = {}): Promise<HttpAnswer> {
    return this.#ask({ method: "PUT", path, body: "", ...extra });
  }

  /** Status of each path, one after the other; those that answered 200. */
  async opened(paths: readonly string[], maxBytes: number = glanceBytes): Promise<string[]> {
    const open: string[] = [];
    for (const path of paths) {
      const { exchange } = await this.get(path, { maxBytes });
      if (exchange.status === 200) open.push(path);
    }
    return open;
  }

  async #ask(request: Pick<HttpRequest, "path"> & Partial<HttpRequest>): Promise<HttpAnswer> {
    const { address, port } = this.#target;
    const full = { scheme: this.scheme, address, port, ...request };
    // Not sent, so not evidence either.
    if (this.#timeouts >= patience) return exchangeHttp(full, { ...this.#context, signal: AbortSignal.abort() });
    const answer = await exchangeHttp(full, this.#context);
    // A timer may fire a fraction of a millisecond early, so the clock alone does not tell.
    if (answer.exchange.error === "timeout" || answer.exchange.durationMs >= this.#context.timeoutMs)
      this.#timeouts += 1;
    this.exchanges.push(answer.exchange);
    return answer;
  }
}

/** How a port is to be spoken to, by what the TLS probe saw. */
export function schemeOf(seen: Partial<Observation>): "http" | "https" {
  return seen.tls ? "https" : "http";
}

/** TLS was spoken, and going on without a client certificate is refused or impossible. */
export function shutByTls(seen: Partial<Observation>): boolean {
  return seen.tls !== undefined && (seen.tls.handshake === "failed" || seen.tls.clientCertificate === "required");
}

/** Go's answer to a path that is not served: kubelet, etcd and the components all give it. */
export function looksLikeGoServer(seen: Partial<Observation>): boolean {
  return (
    seen.http?.status === 404 && (seen.exchanges ?? []).some((exchange) => exchange.summary === "404 page not found")
  );
}
