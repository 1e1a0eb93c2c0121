import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

/** JSON of a megabyte and more: compressed for those who take it, since route handlers are not by themselves. */
export async function compressedJson(value: unknown, request: Request): Promise<Response> {
  const text = JSON.stringify(value);
  const headers = { "content-type": "application/json", "cache-control": "no-store", vary: "accept-encoding" };
  if (!/\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) return new Response(text, { headers });
  const body = new Uint8Array(await compress(text, { level: 4 }));
  return new Response(body, { headers: { ...headers, "content-encoding": "gzip" } });
}
