import type { Observation, ProductFacts } from "../domain/observation.ts";
import { cleanText, cleanWords } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { exchangeRaw } from "./raw-exchange.ts";
import { recognised } from "./recognised.ts";

/** A server that speaks first does so at once. */
const patienceMs = 1500;
const bannerBytes = 512;

const greetings: [pattern: RegExp, service: string][] = [
  [/^SSH-/, "ssh"],
  [/^220[ -].*ftp/i, "ftp"],
  [/^220[ -].*(?:smtp|mail|postfix|exim)/i, "smtp"],
  [/^\+OK/, "pop3"],
  [/^\* OK/, "imap"],
  [/^RFB \d/, "vnc"],
  [/^@RSYNCD/, "rsync"],
  [/^AMQP/, "amqp"],
];

export const banner = defineProbe({
  id: "banner",
  title: "Banner",
  describes: "Connects, sends nothing and reads the first bytes that the server sends unasked.",
  // Where a login shell is expected this comes first: it would log every other greeting as an attack.
  matches: (target, seen) => !seen.service && !seen.tls && !seen.http && (target.hint === "ssh" || wasAsked(seen)),
  async run(target, context) {
    const bytes = await exchangeRaw(target, context, {
      waitMs: patienceMs,
      maxBytes: bannerBytes,
      // A line or a packet; a server that trickles bytes is cut by the deadline.
      enough: (received) =>
        isMysqlStart(received) ? received.length >= received.readUIntLE(0, 3) + 4 : received.includes(0x0a),
    });
    const text = cleanWords(bytes.toString("utf8"));
    if (text === "") return {};
    const product = readMysql(bytes) ?? readSsh(text);
    if (product) return { banner: text, service: product.product, product };
    const service = greetings.find(([pattern]) => pattern.test(text))?.[1];
    return service === undefined ? { banner: text } : { banner: text, service };
  },
});

/** GET / was sent and nothing of HTTP came back. */
function wasAsked(seen: Partial<Observation>): boolean {
  return (seen.exchanges ?? []).some(({ method, url }) => method === "GET" && url.endsWith("/"));
}

function readSsh(text: string): ProductFacts | null {
  const version = /^SSH-[\d.]+-(\S{1,80})/.exec(text)?.[1];
  return version === undefined ? null : recognised("ssh", "login", { version, answered: ["version exchange"] });
}

/** Packet 0 with protocol version 10, as every server since MySQL 3.21 sends it. */
function isMysqlStart(bytes: Buffer): boolean {
  return bytes.length > 5 && bytes[3] === 0 && bytes[4] === 10 && bytes.readUIntLE(0, 3) < bannerBytes;
}

/** Initial handshake of MySQL and MariaDB, or the error packet by which they turn a host away. */
function readMysql(bytes: Buffer): ProductFacts | null {
  const text = bytes.toString("latin1");
  if (bytes.length > 7 && bytes[3] === 0 && bytes[4] === 0xff && /MySQL|MariaDB/.test(text))
    return recognised("mysql", "refused", { answered: ["error packet"] });
  const end = isMysqlStart(bytes) ? bytes.indexOf(0, 5) : -1;
  const version = end > 5 ? /^[\x20-\x7e]{1,60}$/.exec(text.slice(5, end))?.[0] : undefined;
  if (version === undefined || !/mysql_native_password|caching_sha2_password|sha256_password|ed25519/.test(text))
    return null;
  return recognised("mysql", "login", { version: cleanText(version, 60), answered: ["initial handshake"] });
}
