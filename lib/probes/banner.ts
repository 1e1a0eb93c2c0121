import { connect } from "node:net";
import { cleanWords } from "./clean-text.ts";
import { defineProbe, type ProbeContext, type ProbeTarget } from "./define-probe.ts";

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
  [/mysql_native_password|caching_sha2_password|mariadb/i, "mysql"],
];

export const banner = defineProbe({
  id: "banner",
  title: "Banner",
  describes: "Connects, sends nothing and reads the first bytes that the server sends unasked.",
  matches: (_target, seen) => !seen.service && !seen.tls && !seen.http,
  async run(target, context) {
    const text = cleanWords((await listen(target, context)).toString("utf8"));
    if (text === "") return {};
    const service = greetings.find(([pattern]) => pattern.test(text))?.[1];
    return service === undefined ? { banner: text } : { banner: text, service };
  },
});

function listen(target: ProbeTarget, context: ProbeContext): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = () => {
      clearTimeout(deadline);
      context.signal.removeEventListener("abort", settle);
      socket.destroy();
      resolve(Buffer.concat(chunks).subarray(0, bannerBytes));
    };
    const socket = connect({ host: target.address, port: target.port });
    const deadline = setTimeout(settle, Math.min(patienceMs, context.timeoutMs));
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk.subarray(0, bannerBytes));
      bytes += chunk.length;
      // A line or enough of one; a server that trickles bytes is cut by the deadline.
      if (bytes >= bannerBytes || chunk.includes(0x0a)) settle();
    });
    // The port was open a moment ago: a reset now only means that there is no banner.
    socket.on("error", settle);
    socket.on("close", settle);
    if (context.signal.aborted) settle();
    else context.signal.addEventListener("abort", settle, { once: true });
  });
}
