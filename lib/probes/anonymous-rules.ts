import { cleanText } from "./clean-text.ts";
import { type JsonObject, objectOf, objectsOf, parseJsonObject, textOf } from "./json-shape.ts";

export const reviewPath = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
export const reviewRequest = JSON.stringify({
  kind: "SelfSubjectRulesReview",
  apiVersion: "authorization.k8s.io/v1",
  spec: { namespace: "default" },
});

const maxRules = 50;
/** What every caller may do by Kubernetes' own bootstrap policy. */
const selfReviews = ["selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"];
const discovery = /^\/(?:api|apis|healthz|livez|readyz|openapi|version|\.well-known|openid)(?:$|\/)/;

/** Rules of a SelfSubjectRulesReview's answer that go beyond discovery: "get,list pods". Null when it is none. */
export function anonymousRules(body: string): string[] | null {
  const status = objectOf(parseJsonObject(body)?.status);
  if (!status || !Array.isArray(status.resourceRules)) return null;
  const resources = objectsOf(status.resourceRules)
    .map((rule) => ({ verbs: words(rule, "verbs"), on: words(rule, "resources") }))
    .filter((rule) => rule.on.length > 0 && !rule.on.every((name) => selfReviews.includes(name)));
  const paths = objectsOf(status.nonResourceRules)
    .map((rule) => ({ verbs: words(rule, "verbs"), on: words(rule, "nonResourceURLs") }))
    .filter((rule) => rule.on.length > 0 && !rule.on.every((path) => discovery.test(path)));
  return [...resources, ...paths].slice(0, maxRules).map((rule) => `${rule.verbs.join(",")} ${rule.on.join(",")}`);
}

function words(rule: JsonObject, field: string): string[] {
  const list = rule[field];
  if (!Array.isArray(list)) return [];
  return list.slice(0, 20).map((word) => cleanText(textOf(word) ?? "", 80));
}
