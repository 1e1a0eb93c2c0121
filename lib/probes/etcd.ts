import type { EtcdFacts } from "../domain/observation.ts";
import { defineProbe } from "./define-probe.ts";
import {
  answersOk,
  blankEtcd,
  namesEtcd,
  readEtcdVersion,
  readHealth,
  refusedWithoutCertificate,
} from "./etcd-answers.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { countOf, objectOf, objectsOf, parseJsonObject } from "./json-shape.ts";
import { counted } from "./pod-list.ts";
import { looksLikeGoServer, Questions, schemeOf, shutByTls } from "./questions.ts";

/** Counts the keys from /registry/ up to /registry0; asks for no key and no value. */
const countRegistry = JSON.stringify({
  key: Buffer.from("/registry/").toString("base64"),
  range_end: Buffer.from("/registry0").toString("base64"),
  count_only: true,
});
/** etcd 3.4 and later, 3.3, 3.2 and earlier. */
const gateways = ["/v3", "/v3beta", "/v3alpha"];

export const etcd = defineProbe({
  id: "etcd",
  title: "etcd client API",
  describes:
    "GET /version, /health, /metrics, /debug/pprof/ and /v2/keys/, a range over /registry/ that returns only a count, " +
    "and the list of members, all without a client certificate. The gateway takes these read calls by POST.",
  matches: (target, seen) =>
    target.hint === "etcd" ||
    target.hint === "etcd-v2" ||
    target.port === 2379 ||
    target.port === 4001 ||
    (target.port !== 2380 && target.port !== 2381 && (namesEtcd(seen) || looksLikeGoServer(seen))),
  async run(target, context, seen) {
    const questions = new Questions(target, context, schemeOf(seen));
    const done = (facts: EtcdFacts) => ({ service: "etcd", etcd: facts, exchanges: questions.exchanges });
    if (shutByTls(seen)) {
      const known = target.hint === "etcd" || namesEtcd(seen);
      if (seen.tls?.clientCertificate !== "required" || !known) return {};
      return done(await refusedWithoutCertificate("client", questions));
    }
    const version = readEtcdVersion(await questions.get("/version"));
    if (version === null) return { exchanges: questions.exchanges };
    const facts = { ...blankEtcd("client", questions.scheme), version };
    await readRegistry(questions, facts);
    facts.v2 = await readV2(questions);
    facts.health = await readHealth(questions);
    facts.metrics = await answersOk(questions, "/metrics");
    facts.pprof = await answersOk(questions, "/debug/pprof/");
    return done(facts);
  },
});

/** Finds the gateway's prefix with a count-only range, then counts the members through the same one. */
async function readRegistry(questions: Questions, facts: EtcdFacts): Promise<void> {
  for (const gateway of gateways) {
    const answer = await questions.post(`${gateway}/kv/range`, countRegistry);
    if (answer.exchange.status === 404) continue;
    facts.access = accessOf(answer);
    const range = parseJsonObject(answer.body);
    if (facts.access === "open" && range) {
      // protobuf leaves a zero out.
      facts.registryKeys = range.count === undefined ? 0 : countOf(range.count);
      answer.exchange.summary = `count-only range: ${facts.registryKeys ?? "?"} keys under /registry/`;
    }
    facts.members = await countMembers(questions, gateway);
    return;
  }
}

function accessOf({ exchange, body }: HttpAnswer): EtcdFacts["access"] {
  if (exchange.status === 200) return objectOf(parseJsonObject(body)?.header)?.cluster_id ? "open" : "unknown";
  // 400 or 401 by release, with the gRPC error in the text.
  if (/user name is empty|invalid auth token/i.test(body)) return "password-required";
  return exchange.status === 401 || exchange.status === 403 ? "refused" : "unknown";
}

async function countMembers(questions: Questions, gateway: string): Promise<number | null> {
  const answer = await questions.post(`${gateway}/cluster/member/list`, "{}");
  const list = answer.exchange.status === 200 ? parseJsonObject(answer.body)?.members : undefined;
  if (!Array.isArray(list)) return null;
  const members = objectsOf(list).length;
  answer.exchange.summary = counted(members, "member");
  return members;
}

async function readV2(questions: Questions): Promise<EtcdFacts["v2"]> {
  const answer = await questions.get("/v2/keys/");
  if (answer.exchange.status === 404) return "off";
  const listing = answer.exchange.status === 200 ? parseJsonObject(answer.body) : null;
  const node = objectOf(listing?.node);
  if (listing?.action !== "get" || !node) return "unknown";
  answer.exchange.summary = `v2 listing, ${counted(objectsOf(node.nodes).length, "top-level key")}`;
  return "open";
}
