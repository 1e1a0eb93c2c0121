import { type HttpLibrary, type RequestContext, ResponseContext, wrapHttpLibrary } from "@kubernetes/client-node";
import { type Dispatcher, request as send } from "undici";

/** Bytes of one answer: a page of 500 of the largest pods is below it. */
export const maximumAnswerBytes = 64 * 1024 * 1024;

interface HttpSettings {
  dispatcherFor(url: URL): Dispatcher;
  signal: AbortSignal;
  timeoutMs: number;
}

/**
 * The client's way to the network: shared connections, a time limit on every call, a size limit on every answer,
 * no redirects, and nothing but GET. The client's own opens a connection a call and has no limits.
 */
export function readOnlyHttp(settings: HttpSettings): HttpLibrary {
  return wrapHttpLibrary({ send: (request) => get(request, settings) });
}

async function get(context: RequestContext, settings: HttpSettings): Promise<ResponseContext> {
  if (context.getHttpMethod() !== "GET") throw new Error("Discovery only reads.");
  const url = new URL(context.getUrl());
  const response = await send(url, {
    method: "GET",
    headers: context.getHeaders(),
    dispatcher: settings.dispatcherFor(url),
    signal: AbortSignal.any([settings.signal, AbortSignal.timeout(settings.timeoutMs)]),
  });
  const body = await readLimited(response.body, maximumAnswerBytes);
  return new ResponseContext(response.statusCode, plainHeaders(response.headers), {
    text: async () => body.toString("utf8"),
    binary: async () => body,
    stream: () => null,
  });
}

/** Throws an error with code "ANSWER_TOO_LARGE" beyond the limit and stops receiving. */
export async function readLimited(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw Object.assign(new Error("answer too large"), { code: "ANSWER_TOO_LARGE" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]);
  return Object.fromEntries(entries);
}
