import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerWrite, canWrite } from "../apply/api-writes.ts";
import { impersonated } from "../apply/impersonation.ts";
import { openApiDocument } from "../apply/openapi-documents.ts";
import { answerTokenRequest } from "../apply/token-requests.ts";
import { anonymousUser, callerOf, type Tokens, type User } from "../authentication.ts";
import { type Attributes, allowed } from "../authorization.ts";
import type { Pki } from "../pki.ts";
import { metricsType, notFound, plainText, readBody, reply, targetOf } from "../reply.ts";
import type { ClusterState, NodeState } from "../state.ts";
import { apiGroup, apiGroupList, apiResourceList, apiVersions, healthText, versionInfo } from "./api-discovery.ts";
import { proxyToKubelet } from "./api-node-proxy.ts";
import { answerList, answerObject } from "./api-objects.ts";
import { findResource, reviewResources } from "./api-resources.ts";
import { decodeReview } from "./api-review-body.ts";
import { review } from "./api-reviews.ts";
import { apiHeaders, forbidden, sendFailure, sendJson, unauthorized } from "./api-status.ts";
import { parseTarget, type ResourceTarget } from "./api-target.ts";

export interface ApiContext {
  cluster: ClusterState;
  /** The machine whose API server this is: its flags decide on anonymous callers. */
  node: NodeState;
  pki: Pki;
  tokens: Tokens;
}

const admin: User = { name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"] };
const readVerbs = new Set(["get", "list", "watch"]);

/** Answers of the secure port. */
export function apiRoutes(context: ApiContext): RequestListener {
  return (request, response) => {
    const path = targetOf(request).pathname;
    const user = userOf(context, request, path);
    if (!user) return unauthorized(response);
    serve(context, user, request, response);
  };
}

/** Answers of a `kubectl proxy` that an administrator left running: everybody is that administrator. */
export function insecureApiRoutes(context: ApiContext): RequestListener {
  return (request, response) => serve(context, admin, request, response);
}

function userOf(context: ApiContext, request: IncomingMessage, path: string): User | undefined {
  const caller = callerOf(request, context.tokens, true);
  if (caller === "rejected") return undefined;
  if (caller !== "nobody") return impersonated(request, caller);
  return anonymousMayAsk(context.node, path) ? anonymousUser : undefined;
}

function anonymousMayAsk(node: NodeState, path: string): boolean {
  switch (node.settings.apiAnonymous) {
    case "on":
      return true;
    case "health-checks":
      return ["/healthz", "/livez", "/readyz"].includes(path);
    case "probes-only":
      return ["/livez", "/readyz"].includes(path);
    case "off":
      return false;
  }
}

/** The policy file of the drifted control plane: whoever has no credentials may read every resource, and no other path. */
function abacAllows(context: ApiContext, user: User, wanted: Attributes): boolean {
  return (
    context.node.settings.apiAbacForAnyone &&
    user === anonymousUser &&
    !("path" in wanted) &&
    readVerbs.has(wanted.verb)
  );
}

function serve(context: ApiContext, user: User, request: IncomingMessage, response: ServerResponse) {
  const url = targetOf(request);
  const target = parseTarget(request.method ?? "GET", url);
  if (!target) return nonResource(context, user, request, response, url);
  const wanted = target.attributes;
  if (!allowed(context.cluster, user, wanted) && !abacAllows(context, user, wanted))
    return forbidden(response, user, wanted);
  resource(context, user, target, request, response, url);
}

function resource(
  context: ApiContext,
  user: User,
  target: ResourceTarget,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) {
  const { cluster, pki } = context;
  const { group, resource: plural, subresource, name } = target.attributes;
  const reviewed = reviewResources.find((one) => one.group === group && one.plural === plural);
  if (reviewed && request.method === "POST") return answerReview(context, user, reviewed.kind, request, response);
  if (plural === "nodes" && subresource === "proxy" && name) {
    return proxyToKubelet(cluster, pki, context.node, name, `${target.rest || "/"}${url.search}`, response);
  }
  const found = findResource(cluster, group, target.version, plural);
  if (!found) return notFound(response, apiHeaders());
  if (request.method !== "GET" && request.method !== "HEAD") {
    // Whoever comes by the proxy that was left running only reads: a page in a browser could come that way.
    const mayWrite = user !== admin;
    if (mayWrite && plural === "serviceaccounts" && subresource === "token" && name)
      return answerTokenRequest(context, target.attributes.namespace ?? "", name, response);
    if (mayWrite && canWrite(found)) return answerWrite(context, found, target, request, response, url.searchParams);
    return sendFailure(
      response,
      405,
      "MethodNotAllowed",
      "the server does not allow this method on the requested resource",
      {
        details: {},
      },
    );
  }
  if (name) return answerObject(context, found, target, request, response);
  answerList(context, found, target, request, response, url.searchParams);
}

function answerReview(
  context: ApiContext,
  user: User,
  kind: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const abac = context.node.settings.apiAbacForAnyone && user === anonymousUser;
  const answer = (bytes: Buffer | undefined) => {
    const body = bytes && decodeReview(request.headers["content-type"] ?? "", bytes);
    if (body) return sendJson(response, review(context.cluster, user, kind, body, abac), 201);
    sendFailure(response, 400, "BadRequest", `the object provided is unrecognized (must be of type ${kind})`);
  };
  // A caller that goes away in the middle of its request gets no answer.
  readBody(request).then(answer, () => response.destroy());
}

function nonResource(context: ApiContext, user: User, request: IncomingMessage, response: ServerResponse, url: URL) {
  const path = url.pathname;
  const verb = request.method === "POST" ? "post" : (request.method ?? "GET").toLowerCase();
  if (!allowed(context.cluster, user, { verb, path })) return forbidden(response, user, { verb, path });
  const headers = { ...apiHeaders(), "X-Content-Type-Options": "nosniff" };
  const health = /^\/(healthz|livez|readyz)$/.exec(path)?.[1] as "healthz" | "livez" | "readyz" | undefined;
  if (health) return reply(response, 200, plainText, healthText(health, url.searchParams.has("verbose")), headers);
  if (path === "/debug/pprof/" && !context.node.settings.profilingOff)
    return reply(response, 200, "text/html; charset=utf-8", "<html><body>/debug/pprof/</body></html>\n", headers);
  if (path === "/metrics") {
    return reply(
      response,
      200,
      metricsType,
      '# TYPE apiserver_request_total counter\napiserver_request_total{code="200",verb="LIST"} 4182\n',
      apiHeaders(),
    );
  }
  if (path === "/version" || path === "/version/") {
    return reply(
      response,
      200,
      "application/json",
      JSON.stringify(versionInfo(context.cluster), null, 2),
      apiHeaders(),
    );
  }
  const document = documentAt(context.cluster, path);
  if (document === undefined) return notFound(response, apiHeaders());
  sendJson(response, document);
}

function documentAt(cluster: ClusterState, path: string): unknown {
  const clean = path.length > 1 ? path.replace(/\/$/, "") : path;
  switch (clean) {
    case "/":
      return {
        paths: [
          "/api",
          "/api/v1",
          "/apis",
          "/healthz",
          "/livez",
          "/metrics",
          "/openapi/v2",
          "/openapi/v3",
          "/readyz",
          "/version",
        ],
      };
    case "/api":
      return apiVersions(cluster);
    case "/api/v1":
      return apiResourceList(cluster, "", "v1");
    case "/apis":
      return apiGroupList(cluster);
    case "/openapi/v2":
      return { swagger: "2.0", info: { title: "Kubernetes", version: cluster.version }, paths: {}, definitions: {} };
  }
  if (clean.startsWith("/openapi/v3")) return openApiDocument(cluster, clean);
  const [, apis, group = "", version, more] = clean.split("/");
  if (apis !== "apis" || more !== undefined) return undefined;
  return version === undefined ? apiGroup(cluster, group) : apiResourceList(cluster, group, version);
}
