import type { IncomingMessage, ServerResponse } from "node:http";
import type { KubeObject } from "../objects/kube-object.ts";
import { inOrder, ListRefused, pageOf, selected } from "./api-lists.ts";
import type { Resource } from "./api-resources.ts";
import type { ApiContext } from "./api-routes.ts";
import { apiHeaders, objectNotFound, sendFailure, sendJson } from "./api-status.ts";
import { tableOf } from "./api-table.ts";
import type { ResourceTarget } from "./api-target.ts";

const tableType = "application/json;as=Table;v=v1;g=meta.k8s.io";
const longestWatchMs = 300_000;

function wantsTable(request: IncomingMessage): boolean {
  return /as=Table;v=v1;g=meta\.k8s\.io|as=Table;g=meta\.k8s\.io;v=v1/.test(request.headers.accept ?? "");
}

/** One object by name, or its 404. */
export function answerObject(
  context: Pick<ApiContext, "cluster" | "pki">,
  resource: Resource,
  target: ResourceTarget,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { name = "", namespace } = target.attributes;
  const found = resource
    .list(context.cluster, context.pki)
    .find(
      (object) => object.metadata.name === name && (!resource.namespaced || object.metadata.namespace === namespace),
    );
  if (!found) return objectNotFound(response, resource.group, resource.plural, name);
  const { now, revision } = context.cluster;
  if (!wantsTable(request)) return sendJson(response, found);
  sendJson(response, tableOf(resource.kind, [found], { resourceVersion: String(revision) }, now()), 200, tableType);
}

/** A list, whole or in chunks, as objects or as a Table; a watch that says nothing changed. */
export function answerList(
  context: Pick<ApiContext, "cluster" | "pki">,
  resource: Resource,
  target: ResourceTarget,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
) {
  if (target.attributes.verb === "watch") return watch(response, query);
  const { namespace } = target.attributes;
  const { cluster, pki } = context;
  try {
    const all = resource
      .list(cluster, pki)
      .filter((object) => !resource.namespaced || namespace === undefined || object.metadata.namespace === namespace);
    const page = pageOf(inOrder(selected(all, query)), query, cluster.revision);
    const metadata = {
      resourceVersion: String(cluster.revision),
      ...(page.continueToken ? { continue: page.continueToken, remainingItemCount: page.remaining } : {}),
    };
    if (wantsTable(request)) {
      return sendJson(response, tableOf(resource.kind, page.items, metadata, cluster.now()), 200, tableType);
    }
    sendJson(response, {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata,
      items: page.items.map(asItem),
    });
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    sendFailure(response, error.code, error.reason, error.message, { metadata: error.metadata });
  }
}

function apiVersionOf(resource: Resource): string {
  return resource.group === "" ? resource.version : `${resource.group}/${resource.version}`;
}

/** Items of a list carry neither kind nor apiVersion. */
function asItem(object: KubeObject): Record<string, unknown> {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object;
  return rest;
}

function watch(response: ServerResponse, query: URLSearchParams): void {
  const asked = Number(query.get("timeoutSeconds") ?? 0) * 1000;
  response.writeHead(200, { ...apiHeaders(), "Content-Type": "application/json" });
  response.flushHeaders();
  const timer = setTimeout(() => response.end(), asked > 0 ? Math.min(asked, longestWatchMs) : longestWatchMs);
  timer.unref();
  response.once("close", () => clearTimeout(timer));
}
