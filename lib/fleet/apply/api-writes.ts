import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, messageOf } from "../../domain/errors.ts";
import type { Resource } from "../api/api-resources.ts";
import type { ApiContext } from "../api/api-routes.ts";
import { objectNotFound, sendFailure, sendJson } from "../api/api-status.ts";
import type { ResourceTarget } from "../api/api-target.ts";
import { type KubeObject, kubeTime } from "../objects/kube-object.ts";
import { parseJson, readBody } from "../reply.ts";
import type { ClusterState } from "../state.ts";
import { isFields, patched } from "./patches.ts";
import { decodedWrite } from "./protobuf-bodies.ts";
import { defaulted, takeEffect } from "./write-effects.ts";
import { changedByWrite, keep } from "./written-objects.ts";

/** Kinds that a remediation writes. Nodes and pods are not among them: machines cannot be made by a request. */
const writable = new Set([
  "certificatesigningrequests",
  "clusterrolebindings",
  "clusterroles",
  "configmaps",
  "daemonsets",
  "deployments",
  "namespaces",
  "networkpolicies",
  "rolebindings",
  "roles",
  "services",
  "statefulsets",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
]);

export function canWrite(resource: Resource): boolean {
  return writable.has(resource.plural);
}

/** The verbs that discovery names for a kind. */
export function verbsOf(resource: Resource): string[] {
  return ["get", "list", "watch", ...(canWrite(resource) ? ["create", "delete", "patch", "update"] : [])];
}

/** POST, PUT, PATCH and DELETE of one object, dry runs too. */
export function answerWrite(
  context: Pick<ApiContext, "cluster" | "pki">,
  resource: Resource,
  target: ResourceTarget,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): void {
  const done = write(context, resource, target, request, query);
  done.then(
    (answer) => answer(response),
    (error: unknown) => {
      const code = error instanceof AppError ? 422 : 500;
      sendFailure(response, code, code === 422 ? "Invalid" : "InternalError", messageOf(error));
    },
  );
}

type Answer = (response: ServerResponse) => void;

async function write(
  { cluster, pki }: Pick<ApiContext, "cluster" | "pki">,
  resource: Resource,
  { attributes }: ResourceTarget,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Answer> {
  const { plural, group } = resource;
  const body = await bodyOf(request);
  const name = attributes.name ?? nameIn(body);
  const namespace = resource.namespaced ? (attributes.namespace ?? "") : "";
  const there = resource
    .list(cluster, pki)
    .find(({ metadata }) => metadata.name === name && (metadata.namespace ?? "") === namespace);
  const store = async (object: KubeObject | null) => {
    if (query.get("dryRun") === "All") return;
    const key = { plural, namespace, name };
    if (!takeEffect(cluster, key, object)) keep(cluster, key, object);
    await changedByWrite(cluster);
  };
  if (request.method === "POST") {
    if (there) return (to) => sendFailure(to, 409, "AlreadyExists", `${plural} "${name}" already exists`);
    const made = defaulted(plural, created(cluster, resource, namespace, name, body));
    refuseNodePorts(cluster, made);
    await store(made);
    return (to) => sendJson(to, made, 201);
  }
  if (!there) return (to) => objectNotFound(to, group, plural, name);
  if (request.method === "DELETE") {
    await store(null);
    const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" };
    return (to) => sendJson(to, { ...status, details: { name, kind: plural, uid: there.metadata.uid } });
  }
  const wanted = request.method === "PUT" ? body : patched(there, request.headers["content-type"] ?? "", body);
  if (!isFields(wanted)) throw new AppError("invalid", `The body is no ${resource.kind}.`);
  const next = defaulted(plural, {
    ...there,
    ...wanted,
    metadata: { ...there.metadata, ...(isFields(wanted.metadata) ? wanted.metadata : {}), uid: there.metadata.uid },
  });
  // The approval of a request is a subresource: it replaces the status and nothing else.
  const removed = attributes.subresource ? [] : Object.keys(there).filter((field) => !(field in wanted));
  for (const field of removed) delete next[field];
  refuseNodePorts(cluster, next);
  await store(next);
  return (to) => sendJson(to, next);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBody(request);
  if (bytes?.length === 0) return undefined;
  const isProtobuf = request.headers["content-type"]?.startsWith("application/vnd.kubernetes.protobuf");
  const parsed = bytes && (isProtobuf ? decodedWrite(bytes) : parseJson(bytes.toString("utf8")));
  if (parsed === undefined) throw new AppError("invalid", "The fleet's API cannot read this body.");
  return parsed;
}

function nameIn(body: unknown): string {
  const metadata = isFields(body) && isFields(body.metadata) ? body.metadata : {};
  return typeof metadata.name === "string" ? metadata.name : "";
}

function created(
  cluster: ClusterState,
  resource: Resource,
  namespace: string,
  name: string,
  body: unknown,
): KubeObject {
  if (!isFields(body) || name === "") throw new AppError("invalid", `The body is no ${resource.kind} with a name.`);
  const metadata = isFields(body.metadata) ? body.metadata : {};
  const at = cluster.now();
  return {
    ...body,
    apiVersion: resource.group === "" ? resource.version : `${resource.group}/${resource.version}`,
    kind: resource.kind,
    metadata: {
      ...metadata,
      name,
      ...(namespace === "" ? {} : { namespace }),
      uid: cluster.seed.uuid(cluster.name, resource.kind, namespace, name, String(cluster.revision)),
      resourceVersion: String(cluster.revision + 1),
      creationTimestamp: kubeTime(at),
    },
  };
}

/** The range of --service-node-port-range, in the API server's words. @throws AppError for a port outside of it. */
function refuseNodePorts({ settings }: ClusterState, object: KubeObject): void {
  if (object.kind !== "Service" || !isFields(object.spec) || !Array.isArray(object.spec.ports)) return;
  const range = settings.nodePortRange ?? "30000-32767";
  const [least = 0, most = 0] = range.split("-").map(Number);
  object.spec.ports.filter(isFields).forEach(({ nodePort }, index) => {
    if (typeof nodePort !== "number" || (nodePort >= least && nodePort <= most)) return;
    const field = `spec.ports[${index}].nodePort: Invalid value: ${nodePort}`;
    const why = `provided port is not in the valid range. The range of valid ports is ${range}`;
    throw new AppError("invalid", `Service "${object.metadata.name}" is invalid: ${field}: ${why}`);
  });
}
