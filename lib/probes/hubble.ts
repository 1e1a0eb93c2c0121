import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { callGrpc } from "./grpc-call.ts";
import { schemeOf, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

const method = "/observer.Observer/ServerStatus";
/** Field 8 of observer.ServerStatusResponse, a string. */
const versionTag = 8 * 8 + 2;

export const hubble = defineProbe({
  id: "hubble",
  title: "Hubble",
  describes: "Calls observer.Observer/ServerStatus over gRPC without a client certificate; asks for no flow.",
  matches: (target, seen) =>
    (!seen.service && target.hint === "cilium-hubble") ||
    (seen.product?.product === "cilium-hubble" && seen.product.access === "unknown"),
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const scheme = schemeOf(seen);
    const { status, message } = await callGrpc(target, context, { scheme, method, waitMs: 2500 });
    // 12: a gRPC server of something else.
    if (status === null || status === 12 || (status !== 0 && !seen.product)) return {};
    const version = readVersion(message);
    if (status === 0 && version === null && !seen.product) return {};
    const how = scheme === "https" ? "TLS without a client certificate" : "without TLS";
    const product = recognised("cilium-hubble", status === 0 ? "open" : "login", {
      version,
      answered: status === 0 ? ["ServerStatus"] : [],
      details: [...(seen.product?.details ?? []), how],
    });
    return { service: "cilium-hubble", product };
  },
});

/** The string in field 8, among fields that are numbers, messages and strings. */
function readVersion(message: Buffer): string | null {
  for (let at = 0; at < message.length; ) {
    const tag = message[at] ?? 0;
    const [value, next] = readNumber(message, at + 1);
    const kind = tag & 7;
    if (kind === 2 && tag === versionTag) {
      const text = message.subarray(next, next + value).toString("latin1");
      return /^[\x20-\x7e]{3,80}$/.test(text) ? cleanText(text, 80) : null;
    }
    if (kind === 2) at = next + value;
    else if (kind === 0) at = next;
    else if (kind === 1) at += 9;
    else return null;
  }
  return null;
}

/** A varint and the place behind it. */
function readNumber(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0;
  let at = from;
  for (let shift = 1; at < bytes.length && at < from + 10; shift *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * shift;
    at += 1;
    if (byte < 0x80) break;
  }
  return [value, at];
}
