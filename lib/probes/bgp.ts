import type { ProductFacts } from "../domain/observation.ts";
import { defineProbe } from "./define-probe.ts";
import { exchangeRaw } from "./raw-exchange.ts";
import { recognised } from "./recognised.ts";

/** RFC 4271: marker, length, type; an OPEN says version and autonomous system behind them. */
const headerBytes = 19;
const openType = 1;
const notificationType = 3;

export const bgp = defineProbe({
  id: "bgp",
  title: "BGP",
  describes: "Connects, sends nothing and waits two seconds for an OPEN or a NOTIFICATION of a BGP speaker.",
  matches: (target, seen) => !seen.service && (target.hint === "bgp" || target.port === 179),
  async run(target, context) {
    const bytes = await exchangeRaw(target, context, { waitMs: 2000, maxBytes: 64, enough: (got) => got.length >= 29 });
    const product = readMessage(bytes);
    return product ? { service: "bgp", product } : {};
  },
});

function readMessage(bytes: Buffer): ProductFacts | null {
  if (bytes.length < headerBytes || !bytes.subarray(0, 16).every((byte) => byte === 0xff)) return null;
  const length = bytes.readUInt16BE(16);
  const type = bytes[18];
  if (length < headerBytes || length > 4096) return null;
  if (type === openType && bytes.length >= 22 && bytes[19] === 4)
    return recognised("bgp", "open", { answered: ["OPEN"], details: [`autonomous system ${bytes.readUInt16BE(20)}`] });
  // Cease and the like: a speaker, which does not take this caller for a peer.
  return type === notificationType ? recognised("bgp", "refused", { answered: ["NOTIFICATION"] }) : null;
}
