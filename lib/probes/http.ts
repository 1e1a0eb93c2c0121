import type { HttpFacts } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { parseJsonObject, textOf } from "./json-shape.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";

/** Enough for a title and a sign-in form. */
const pageBytes = 256 * 1024;
const signIn = /(?:^|[/._-])(?:log-?in|sign-?in|auth|oauth2?|sso|saml|oidc)(?:$|[/._-])/i;
const passwordField = /<input\b[^>]{0,500}\btype\s*=\s*["']?password/i;

export const http = defineProbe({
  id: "http",
  title: "HTTP",
  describes: "GET / without credentials or cookies; a redirect is noted and not followed.",
  // The services that earlier probes recognised need no second look, but what lies behind a NodePort may be anything.
  matches: (target, seen) => !seen.service || target.hint === "nodeport",
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const answer = await questions.get("/", { maxBytes: pageBytes });
    const { exchange, body } = answer;
    if (exchange.status === null) return { exchanges: questions.exchanges };
    const title = /<title[^>]{0,200}>([^<]{0,500})/i.exec(body)?.[1];
    const facts: HttpFacts = {
      scheme: questions.scheme,
      status: exchange.status,
      server: exchange.headers.server ?? null,
      title: title === undefined ? null : cleanText(title) || null,
      authentication: authenticationOf(answer, questions.scheme),
      location: exchange.headers.location ?? null,
      bodyBytes: exchange.bytes,
      contentKind: contentKindOf(answer),
    };
    describe(answer, facts);
    return { http: facts, exchanges: questions.exchanges };
  },
});

function authenticationOf({ exchange, body }: HttpAnswer, scheme: string): HttpFacts["authentication"] {
  const { status, headers } = exchange;
  if (status === null) return "unknown";
  if (status === 401 || status === 403 || headers["www-authenticate"] !== undefined) return "required";
  if (status >= 300 && status < 400) {
    const location = headers.location ?? "";
    const [path = "", host = ""] = splitLocation(location);
    if (signIn.test(path) || signIn.test(host)) return "required";
    return scheme === "http" && location.toLowerCase().startsWith("https://") ? "redirect-to-https" : "unknown";
  }
  if (status < 200 || status >= 300) return "unknown";
  return passwordField.test(body) ? "required" : "none";
}

function splitLocation(location: string): [path: string, host: string] {
  const match = /^(?:[a-z]+:)?\/\/([^/]*)(.*)$/is.exec(location);
  return match ? [match[2] ?? "", match[1] ?? ""] : [location, ""];
}

function contentKindOf({ exchange, body }: HttpAnswer): HttpFacts["contentKind"] {
  const start = body.trimStart();
  if (start === "") return "empty";
  if (/^# (?:HELP|TYPE) /m.test(start)) return "metrics";
  const json = parseJsonObject(body);
  if (/^(?:ok|healthy|alive|up)\.?$/i.test(start.trim()) || isHealth(json)) return "health";
  if (json || /\bjson\b/i.test(exchange.contentType ?? "")) return "api";
  return /\bhtml\b/i.test(exchange.contentType ?? "") || /^<(?:!doctype|html)/i.test(start) ? "page" : "other";
}

function isHealth(json: ReturnType<typeof parseJsonObject>): boolean {
  const status = textOf(json?.status);
  return status !== null && /^(?:ok|up|healthy|pass)$/i.test(status);
}

function describe({ exchange, body }: HttpAnswer, facts: HttpFacts): void {
  if (facts.title !== null) exchange.summary = `page titled "${facts.title}"`;
  // GET / of an open API server lists its paths.
  else if (Array.isArray(parseJsonObject(body)?.paths)) exchange.summary = "Kubernetes path list";
}
