import type { Observation, ProductFacts } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { Questions } from "./questions.ts";
import { exchangeRaw } from "./raw-exchange.ts";
import { recognised } from "./recognised.ts";

const name = Buffer.from("weave");
/** Versions 1 to 3, of which no release has the third: an echo comes back with it, a peer does not. */
const header = Buffer.concat([name, Buffer.of(1, 3)]);

export const weave = defineProbe({
  id: "weave",
  title: "Weave Net",
  describes:
    "Sends the protocol header of a Weave peer and reads the answer, whose next byte says whether a password is set; " +
    "on the control port GET /status.",
  matches: (target, seen) => !seen.service && (target.hint === "weave" || target.hint === "weave-http"),
  async run(target, context): Promise<Partial<Observation>> {
    if (target.hint === "weave-http") return readStatus(new Questions(target, context, "http"));
    const bytes = await exchangeRaw(target, context, {
      send: header,
      waitMs: 1500,
      maxBytes: 64,
      enough: (received) => received.length > header.length,
    });
    const product = readHeader(bytes);
    return product ? { service: "weave", product } : {};
  },
});

/** Name, lowest and highest version, and behind them a flag: 0 without encryption, 1 before a public key. */
function readHeader(bytes: Buffer): ProductFacts | null {
  const [lowest = 0, highest = 0, flag] = bytes.subarray(name.length);
  const isWeave = bytes.subarray(0, name.length).equals(name) && lowest >= 1 && highest >= lowest && highest < 3;
  if (!isWeave) return null;
  const access = flag === 0 ? "open" : flag === 1 ? "login" : "unknown";
  const password = { open: "no password", login: "a password is set", unknown: "password unknown" }[access];
  return recognised("weave", access, {
    answered: ["peer handshake"],
    details: [`protocol versions ${lowest} to ${highest}`, password],
  });
}

async function readStatus(questions: Questions): Promise<Partial<Observation>> {
  const answer = await questions.get("/status", { maxBytes: 16_384 });
  const version = /^\s*Version: ([^\s(]{1,40})/m.exec(answer.body)?.[1];
  const isWeave = answer.exchange.status === 200 && version && /^\s*Service: router\s*$/m.test(answer.body);
  if (!isWeave) return { exchanges: questions.exchanges };
  answer.exchange.summary = `status of Weave ${cleanText(version, 40)}`;
  const product = recognised("weave", "open", { version: cleanText(version, 40), answered: ["/status"] });
  return { service: "weave-http", product, exchanges: questions.exchanges };
}
