import type { ApiServerFacts, Observation } from "../domain/observation.ts";
import { anonymousRules, reviewPath, reviewRequest } from "./anonymous-rules.ts";
import { cleanText } from "./clean-text.ts";
import { defineProbe, type ProbeTarget } from "./define-probe.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { countOf, objectOf, parseJsonObject, textOf } from "./json-shape.ts";
import { counted } from "./pod-list.ts";
import { glanceBytes, Questions, schemeOf, shutByTls } from "./questions.ts";

const hints = ["kube-apiserver", "kube-apiserver-insecure", "kubectl-proxy", "rke2-supervisor"];
const collections = ["namespaces", "pods", "secrets", "nodes"];
/** Asks for metadata alone, so that a server that would list secrets does not send their data. */
const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json;q=0.5";
const informationPaths = [
  "/healthz?verbose",
  "/metrics",
  "/openapi/v2",
  "/api/v1/namespaces/kube-public/configmaps/cluster-info",
];

export const apiServer = defineProbe({
  id: "api-server",
  title: "Kubernetes API server",
  describes:
    "GET /version, /api, /livez and information paths without credentials, and one item's metadata of namespaces, pods, " +
    "secrets and nodes; with the owner's consent a SelfSubjectRulesReview, which changes nothing.",
  matches: (target, seen) => (target.hint !== null && hints.includes(target.hint)) || looksLikeApiServer(seen),
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const version = await questions.get("/version");
    if (version.exchange.status === null) return { exchanges: questions.exchanges };
    const api = await questions.get("/api");
    if (!isKubernetes(version) && !isKubernetes(api)) return { exchanges: questions.exchanges };
    const livez = await questions.get("/livez", { maxBytes: glanceBytes });
    if (livez.exchange.status === 200) livez.exchange.summary = cleanText(livez.body);
    const facts: ApiServerFacts = {
      transport: questions.scheme,
      anonymous: anonymousOf(api),
      livez: livezOf(livez),
      version: readVersion(version),
      readable: await readCollections(questions),
      disclosed: [
        ...(version.exchange.status === 200 ? ["/version"] : []),
        ...(await questions.opened(informationPaths)),
      ],
      rules: context.authorizationProofs ? await readRules(questions) : [],
    };
    return { service: serviceOf(target, questions), apiServer: facts, exchanges: questions.exchanges };
  },
});

function looksLikeApiServer(seen: Partial<Observation>): boolean {
  if (seen.tls?.certificate?.dnsNames.includes("kubernetes.default.svc")) return true;
  // The answer to GET / of an API server names the anonymous user or lists its paths.
  return (
    seen.http?.contentKind === "api" &&
    (seen.exchanges ?? []).some((exchange) =>
      /system:anonymous|^Unauthorized$|^Kubernetes path list/.test(exchange.summary),
    )
  );
}

function isKubernetes({ body }: HttpAnswer): boolean {
  const answer = parseJsonObject(body);
  if (!answer) return false;
  return textOf(answer.gitVersion) !== null || ["Status", "APIVersions"].includes(textOf(answer.kind) ?? "");
}

function serviceOf(target: ProbeTarget, questions: Questions): string {
  if (questions.scheme === "https") return target.hint === "rke2-supervisor" ? "rke2-supervisor" : "kube-apiserver";
  return target.hint === "kubectl-proxy" ? "kubectl-proxy" : "kube-apiserver-insecure";
}

function anonymousOf({ exchange, body }: HttpAnswer): ApiServerFacts["anonymous"] {
  if (exchange.status === 200) return parseJsonObject(body)?.kind === "APIVersions" ? "open" : "unknown";
  if (exchange.status === 401) return "disabled";
  return exchange.status === 403 && body.includes("system:anonymous") ? "authenticated" : "unknown";
}

function livezOf({ exchange }: HttpAnswer): ApiServerFacts["livez"] {
  if (exchange.status === 200) return "ok";
  return exchange.status === 401 || exchange.status === 403 ? "refused" : "unknown";
}

function readVersion(answer: HttpAnswer): string | null {
  const version = textOf(parseJsonObject(answer.body)?.gitVersion);
  if (version === null) return null;
  answer.exchange.summary = `Kubernetes ${cleanText(version, 40)}`;
  return cleanText(version, 40);
}

async function readCollections(questions: Questions): Promise<string[]> {
  const readable: string[] = [];
  for (const collection of collections) {
    const answer = await questions.get(`/api/v1/${collection}?limit=1`, { accept: metadataOnly });
    const list = answer.exchange.status === 200 ? parseJsonObject(answer.body) : null;
    if (!list || !/List$/.test(textOf(list.kind) ?? "") || !Array.isArray(list.items)) continue;
    const more = countOf(objectOf(list.metadata)?.remainingItemCount) ?? 0;
    answer.exchange.summary = `list of ${collection}, ${counted(list.items.length + more, "item")}`;
    readable.push(collection);
  }
  return readable;
}

async function readRules(questions: Questions): Promise<string[]> {
  const answer = await questions.post(reviewPath, reviewRequest);
  const rules = anonymousRules(answer.body);
  if (rules === null) return [];
  answer.exchange.summary = `SelfSubjectRulesReview, ${counted(rules.length, "rule")} beyond discovery`;
  return rules;
}
