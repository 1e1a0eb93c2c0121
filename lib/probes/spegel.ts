import { defineProbe } from "./define-probe.ts";
import { exchangeRaw } from "./raw-exchange.ts";
import { recognised } from "./recognised.ts";

/** Length, text and line feed, as multistream-select frames its own name. */
const greeting = Buffer.from("\u0013/multistream/1.0.0\n");
/** A protocol that nobody has, and the refusal of it: an echo would repeat the question. */
const question = Buffer.from("\u0012/breakwater/1.0.0\n");
const answer = Buffer.concat([greeting, Buffer.from("\u0003na\n")]);

export const spegel = defineProbe({
  id: "spegel",
  title: "Spegel",
  describes:
    "On the port of the embedded registry of k3s and RKE2: sends the name of the multistream protocol and asks for " +
    "a protocol that does not exist, which every libp2p peer turns down in the same words.",
  matches: (target, seen) => !seen.service && target.hint === "spegel",
  async run(target, context) {
    const bytes = await exchangeRaw(target, context, {
      send: Buffer.concat([greeting, question]),
      waitMs: 1500,
      maxBytes: 64,
      enough: (received) => received.length >= answer.length,
    });
    if (!bytes.subarray(0, answer.length).equals(answer)) return {};
    const facts = {
      answered: ["multistream"],
      details: ["libp2p peer; its streams are encrypted, its peers are not asked who they are"],
    };
    return { service: "spegel", product: recognised("spegel", "unknown", facts) };
  },
});
