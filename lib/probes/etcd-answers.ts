import type { EtcdFacts, Observation } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { parseJsonObject, textOf } from "./json-shape.ts";
import { glanceBytes, type Questions } from "./questions.ts";

/** etcd's version out of GET /version; null when something else answered. */
export function readEtcdVersion(answer: HttpAnswer): string | null {
  const version = answer.exchange.status === 200 ? textOf(parseJsonObject(answer.body)?.etcdserver) : null;
  if (version === null) return null;
  const shown = cleanText(version, 32);
  answer.exchange.summary = `etcd ${shown}`;
  return shown;
}

export function blankEtcd(endpoint: EtcdFacts["endpoint"], transport: EtcdFacts["transport"]): EtcdFacts {
  return {
    endpoint,
    transport,
    access: "unknown",
    version: null,
    registryKeys: null,
    v2: "unknown",
    members: null,
    metrics: null,
    health: null,
    pprof: null,
  };
}

/** True when the CertificateRequest or the certificate itself names an etcd CA. */
export function namesEtcd(seen: Partial<Observation>): boolean {
  const names = [...(seen.tls?.clientCaNames ?? []), seen.tls?.certificate?.issuer ?? ""];
  return names.some((name) => /\bCN=[^,]*etcd/i.test(name));
}

/** Facts of a port that refuses callers without a client certificate, with one request as the evidence. */
export async function refusedWithoutCertificate(
  endpoint: EtcdFacts["endpoint"],
  questions: Questions,
): Promise<EtcdFacts> {
  await questions.get("/version", { maxBytes: glanceBytes });
  return { ...blankEtcd(endpoint, "https"), access: "client-certificate-required", v2: "unknown" };
}

/** Whether a path answers 200; null when no answer was read. */
export async function answersOk(questions: Questions, path: string): Promise<boolean | null> {
  const { exchange } = await questions.get(path, { maxBytes: glanceBytes });
  return exchange.status === null ? null : exchange.status === 200;
}

/** /health says true or false as text, in a JSON object. */
export async function readHealth(questions: Questions): Promise<boolean | null> {
  const answer = await questions.get("/health", { maxBytes: glanceBytes });
  const health = parseJsonObject(answer.body)?.health;
  if (health !== "true" && health !== "false" && typeof health !== "boolean") return null;
  answer.exchange.summary = `health ${health}`;
  return health === "true" || health === true;
}
