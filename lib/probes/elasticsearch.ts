import type { Observation } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { objectOf, parseJsonObject, textOf } from "./json-shape.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

export const elasticsearch = defineProbe({
  id: "elasticsearch",
  title: "Elasticsearch and OpenSearch",
  describes: "GET / once more where it answered with JSON or with the realm of Elasticsearch; lists no index.",
  matches: (_target, seen) => !seen.service && seen.http !== undefined && mayBe(seen.http),
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const { exchange, body } = await questions.get("/", { maxBytes: 16_384 });
    const json = parseJsonObject(body);
    const version = objectOf(json?.version);
    const isOpen = exchange.status === 200 && textOf(json?.cluster_name) !== null && textOf(version?.number) !== null;
    const isShut = exchange.status === 401 && /\bsecurity_exception\b/.test(body) && objectOf(json?.error) !== null;
    if (!isOpen && !isShut) return { exchanges: questions.exchanges };
    const release = isOpen ? cleanText(textOf(version?.number) ?? "", 40) : null;
    exchange.summary = isOpen ? `search server ${release}` : "asks for a login";
    const product = recognised("elasticsearch", isOpen ? "open" : "login", {
      version: release,
      answered: isOpen ? ["/"] : [],
      details: textOf(version?.distribution) === "opensearch" ? ["OpenSearch"] : [],
    });
    return { service: "elasticsearch", product, exchanges: questions.exchanges };
  },
});

function mayBe(http: NonNullable<Observation["http"]>): boolean {
  return http.contentKind === "api" && (http.status === 200 || http.status === 401);
}
