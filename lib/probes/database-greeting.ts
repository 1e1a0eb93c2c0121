import type { Observation } from "../domain/observation.ts";
import { greetings } from "./database-greetings.ts";
import { defineProbe, type ProbeTarget } from "./define-probe.ts";
import { exchangeRaw } from "./raw-exchange.ts";

/** A database answers a greeting at once; all are sent side by side, so that an unknown port costs this once. */
const patienceMs = 1000;
const answerBytes = 1024;

export const databaseGreeting = defineProbe({
  id: "database-greeting",
  title: "Data stores",
  describes:
    "On ports that nothing was recognised at and nobody has reserved: Redis PING, memcached version, a PostgreSQL start-up " +
    "of a version that does not exist, MongoDB hello, Kafka ApiVersions and the AMQP header, one connection each.",
  matches: (target, seen) =>
    !seen.service && !seen.tls && !seen.http && seen.banner === undefined && isUnreserved(target) && wasAsked(seen),
  async run(target, context) {
    const answers = await Promise.all(
      greetings.map(({ send, enough }) =>
        exchangeRaw(target, context, { send, waitMs: patienceMs, maxBytes: answerBytes, enough }),
      ),
    );
    for (const [index, greeting] of greetings.entries()) {
      const product = greeting.read(answers[index] ?? Buffer.alloc(0));
      if (product) return { service: product.product, product };
    }
    return {};
  },
});

function isUnreserved({ hint }: ProbeTarget): boolean {
  return hint === null || hint === "nodeport" || hint === "host-port";
}

/** HTTP was tried in vain and no banner came: what is left are servers that wait for their own protocol. */
function wasAsked(seen: Partial<Observation>): boolean {
  return (seen.exchanges ?? []).length > 0;
}
