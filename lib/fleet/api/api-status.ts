import { randomUUID } from "node:crypto";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { User } from "../authentication.ts";
import type { Attributes } from "../authorization.ts";
import { reply } from "../reply.ts";

const nosniff = { "X-Content-Type-Options": "nosniff" };

/** Headers that every answer of an API server carries. */
export function apiHeaders(): OutgoingHttpHeaders {
  return { "Audit-Id": randomUUID(), "Cache-Control": "no-cache, private" };
}

/** Sends JSON with the API server's headers. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  contentType = "application/json",
): void {
  reply(response, status, contentType, `${JSON.stringify(body)}\n`, apiHeaders());
}

/** Sends a Status that says no. */
export function sendFailure(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  more: { details?: Record<string, unknown>; metadata?: Record<string, unknown> } = {},
  headers: OutgoingHttpHeaders = apiHeaders(),
): void {
  const body = {
    kind: "Status",
    apiVersion: "v1",
    metadata: more.metadata ?? {},
    status: "Failure",
    message,
    reason,
    ...(more.details ? { details: more.details } : {}),
    code,
  };
  reply(response, code, "application/json", `${JSON.stringify(body)}\n`, headers);
}

export function unauthorized(response: ServerResponse): void {
  sendFailure(response, 401, "Unauthorized", "Unauthorized");
}

/** 403 of a path that is no resource. */
export function forbiddenPath(
  response: ServerResponse,
  user: User,
  verb: string,
  path: string,
  headers: OutgoingHttpHeaders = { ...apiHeaders(), ...nosniff },
): void {
  const message = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`;
  sendFailure(response, 403, "Forbidden", message, { details: {} }, headers);
}

/** 403 in the words of the API server, for resources and paths alike. */
export function forbidden(response: ServerResponse, user: User, wanted: Attributes) {
  if ("path" in wanted) return forbiddenPath(response, user, wanted.verb, wanted.path);
  const { verb, group, resource, subresource, name, namespace } = wanted;
  const qualified = group === "" ? resource : `${resource}.${group}`;
  const what = name === undefined ? qualified : `${qualified} "${name}"`;
  const full = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const message = `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`;
  const details = {
    ...(name === undefined ? {} : { name }),
    ...(group === "" ? {} : { group }),
    kind: resource,
  };
  sendFailure(response, 403, "Forbidden", message, { details }, { ...apiHeaders(), ...nosniff });
}

/** 404 of an object. */
export function objectNotFound(response: ServerResponse, group: string, resource: string, name: string): void {
  const qualified = group === "" ? resource : `${resource}.${group}`;
  const details = { name, ...(group === "" ? {} : { group }), kind: resource };
  sendFailure(response, 404, "NotFound", `${qualified} "${name}" not found`, { details });
}
