import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { anonymousUser, callerOf } from "../authentication.ts";
import { allowed } from "../authorization.ts";
import { notFound, plainText, reply, targetOf } from "../reply.ts";
import type { KubeletContext } from "./kubelet-context.ts";
import { answerDebugPath } from "./kubelet-debug.ts";
import { answerReadPath } from "./kubelet-reads.ts";

const redirects = new Set(["/runningpods", "/logs", "/debug/pprof"]);

/** Subresources that the kubelet asks about, in the order it tries them; undefined is a path it does not know. */
export function subresourcesOf(path: string): string[] | undefined {
  if (path === "/healthz" || path.startsWith("/healthz/")) return ["healthz", "proxy"];
  if (path === "/pods" || path === "/pods/" || path === "/runningpods/") return ["pods", "proxy"];
  if (path === "/configz") return ["configz", "proxy"];
  if (path === "/flagz") return ["configz"];
  if (path === "/statusz") return ["statusz"];
  if (path === "/metrics" || path.startsWith("/metrics/")) return ["metrics"];
  if (path.startsWith("/stats/")) return ["stats"];
  if (path.startsWith("/logs/")) return ["log"];
  if (path.startsWith("/checkpoint/")) return ["checkpoint"];
  const rest = ["/run/", "/exec/", "/attach/", "/portForward/", "/containerLogs/", "/debug/pprof/", "/debug/flags/"];
  return rest.some((prefix) => path.startsWith(prefix)) ? ["proxy"] : undefined;
}

const verbs: Record<string, string> = {
  GET: "get",
  HEAD: "get",
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/** Answers of 10250, with or without credentials. */
export function kubeletRoutes(context: KubeletContext): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    // Unknown paths and redirects are answered before anybody asks who is there: they say nothing of authentication.
    if (redirects.has(path)) return redirect(response, `${path}/`);
    const subresources = subresourcesOf(path);
    if (!subresources) return notFound(response);
    if (refused(context, request, response, subresources)) return;
    answer(context, request, response);
  };
}

function redirect(response: ServerResponse, to: string): void {
  const body = `<a href="${to}">Temporary Redirect</a>.\n\n`;
  reply(response, 307, "text/html; charset=utf-8", body, { Location: to });
}

function refused(
  context: KubeletContext,
  request: IncomingMessage,
  response: ServerResponse,
  subresources: string[],
): boolean {
  const { settings } = context.node;
  const caller = callerOf(request, settings.webhookAuthentication ? context.tokens : null, settings.clientCa);
  if (caller === "rejected" || (caller === "nobody" && !settings.anonymous)) {
    reply(response, 401, plainText, "Unauthorized");
    return true;
  }
  if (settings.authorization === "AlwaysAllow") return false;
  const user = caller === "nobody" ? anonymousUser : caller;
  const verb = verbs[request.method ?? ""] ?? "";
  const names = subresources.join(" ");
  if (settings.authorizerFailing) {
    const asked = `user=${user.name}, verb=${verb}, resource=nodes, subresource(s)=[${names}]`;
    reply(response, 500, plainText, `Authorization error (${asked})\n`);
    return true;
  }
  const may = subresources.some((subresource) =>
    allowed(context.cluster, user, { verb, group: "", resource: "nodes", subresource, name: context.node.name }),
  );
  if (may) return false;
  reply(
    response,
    403,
    plainText,
    `Forbidden (user=${user.name}, verb=${verb}, resource=nodes, subresource(s)=[${names}])\n`,
  );
  return true;
}

function answer(context: KubeletContext, request: IncomingMessage, response: ServerResponse): void {
  if (answerReadPath(context, request, response)) return;
  answerDebugPath(context, request, response);
}

const debugPrefixes = [
  "/run/",
  "/exec/",
  "/attach/",
  "/portForward/",
  "/logs/",
  "/containerLogs/",
  "/debug/pprof/",
  "/runningpods/",
];
const readOnlyPaths = new Set(["/healthz", "/healthz/ping", "/healthz/syncloop", "/pods", "/pods/", "/stats/summary"]);

/** Answers of 10255: reads for everybody, nothing that acts, no configuration. */
export function readOnlyRoutes(context: KubeletContext): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (debugPrefixes.some((prefix) => path.startsWith(prefix))) {
      return reply(response, 405, plainText, "Debug endpoints are disabled.\n", {
        "X-Content-Type-Options": "nosniff",
      });
    }
    if (!readOnlyPaths.has(path) && path !== "/metrics" && !path.startsWith("/metrics/")) return notFound(response);
    if (!answerReadPath(context, request, response)) notFound(response);
  };
}

/** Answers of 10248. */
export const healthzRoutes: RequestListener = (request, response) => {
  const { pathname: path } = targetOf(request);
  if (path !== "/healthz" && !path.startsWith("/healthz/")) return notFound(response);
  reply(response, 200, plainText, "ok", { "X-Content-Type-Options": "nosniff" });
};
