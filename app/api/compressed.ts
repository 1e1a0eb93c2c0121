import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

/**
 * JSON that can be megabytes: as application/gzip for those who accept that by name. The server neither compresses the
 * answers of route handlers nor lets them say that they are compressed.
 */
export async function compressedJson(value: unknown, request: Request): Promise<Response> {
  const text = JSON.stringify(value);
  const headers = { "cache-control": "no-store", vary: "accept" };
  if (!/\bapplication\/gzip\b/.test(request.headers.get("accept") ?? "")) {
    return new Response(text, { headers: { ...headers, "content-type": "application/json" } });
  }
  const body = new Uint8Array(await compress(text, { level: 4 }));
  return new Response(body, { headers: { ...headers, "content-type": "application/gzip" } });
}
