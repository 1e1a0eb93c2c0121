import type { Attributes } from "../authorization.ts";

export interface ResourceTarget {
  attributes: Extract<Attributes, { resource: string }>;
  version: string;
  /** What follows a subresource: the kubelet's path behind nodes/NAME/proxy. */
  rest: string;
}

const verbs: Record<string, string> = { POST: "create", PUT: "update", PATCH: "patch" };

/** Reads a request's path as the API server does; undefined for a path that names no resource. */
export function parseTarget(method: string, url: URL): ResourceTarget | undefined {
  const parts = url.pathname.split("/").slice(1);
  const core = parts[0] === "api";
  if (!core && parts[0] !== "apis") return undefined;
  const group = core ? "" : (parts[1] ?? "");
  const version = core ? parts[1] : parts[2];
  let rest = parts.slice(core ? 2 : 3).filter((part, index) => part !== "" || index > 2);
  if (!version || rest.length === 0) return undefined;
  let namespace: string | undefined;
  // /namespaces/NAME is a namespace; /namespaces/NAME/pods is a list inside it.
  if (rest[0] === "namespaces" && rest.length > 2) {
    namespace = rest[1];
    rest = rest.slice(2);
  } else if (rest[0] === "namespaces" && rest.length === 2) {
    namespace = rest[1];
  }
  const [resource = "", name, subresource, ...more] = rest.map((part) => decode(part));
  return {
    version,
    rest: more.length > 0 ? `/${more.join("/")}` : "",
    attributes: {
      verb: verbOf(method, name, url.searchParams),
      group,
      resource,
      ...(name ? { name } : {}),
      ...(subresource ? { subresource } : {}),
      ...(namespace === undefined ? {} : { namespace }),
    },
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign stays as it was sent.
    return part;
  }
}

function verbOf(method: string, name: string | undefined, query: URLSearchParams): string {
  if (method === "DELETE") return name ? "delete" : "deletecollection";
  const known = verbs[method];
  if (known) return known;
  if (query.get("watch") === "true" || query.get("watch") === "1") return "watch";
  return name ? "get" : "list";
}
