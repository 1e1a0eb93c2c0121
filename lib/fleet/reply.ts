import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

export const plainText = "text/plain; charset=utf-8";
export const metricsType = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

/** Sends one whole answer; a HEAD gets its headers only. */
export function reply(
  response: ServerResponse,
  status: number,
  contentType: string | null,
  body: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    ...(contentType === null ? {} : { "Content-Type": contentType }),
    "Content-Length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** The 404 of Go's ServeMux. */
export function notFound(response: ServerResponse, headers: OutgoingHttpHeaders = {}): void {
  reply(response, 404, plainText, "404 page not found\n", { "X-Content-Type-Options": "nosniff", ...headers });
}

/** Path and query of a request; a request target that is no path counts as "/". */
export function targetOf(request: IncomingMessage): URL {
  const target = request.url ?? "/";
  return URL.parse(target.startsWith("/") ? `http://fleet${target}` : "http://fleet/") ?? new URL("http://fleet/");
}

const longestBody = 1_048_576;

/** Body of a request, or undefined when it is longer than a megabyte. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > longestBody) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Text as JSON, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller says so in its own words.
    return undefined;
  }
}
