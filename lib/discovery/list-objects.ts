import { ApiException } from "@kubernetes/client-node";
import type { Connection } from "./connect.ts";
import { type Fields, fieldsOf, itemsOf, textOf } from "./json-fields.ts";
import { readAll } from "./paging.ts";

export interface ApiResource {
  group: string;
  version: string;
  /** "ciliumnetworkpolicies" */
  plural: string;
}

/** Every object of a resource as plain JSON, in all namespaces; null where the server has no such resource (404). */
export async function listObjects<K>(
  { custom, signal }: Pick<Connection, "custom" | "signal">,
  resource: ApiResource,
  keep: (object: Fields) => K[],
): Promise<K[] | null> {
  try {
    return await readAll(
      async (page) => toList(await custom.listClusterCustomObject({ ...resource, ...page })),
      keep,
      signal,
    );
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** True of a 404: the server does not have what was asked for. */
export function isAbsent(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}

function toList(answer: unknown): { items: Fields[]; metadata: { _continue?: string } } {
  const { items, metadata } = fieldsOf(answer);
  if (!Array.isArray(items) && items !== null) throw new SyntaxError("the answer is no list");
  const next = textOf(fieldsOf(metadata).continue);
  return { items: itemsOf(items).map(fieldsOf), metadata: next ? { _continue: next } : {} };
}

/** What every object says of itself. */
export function identityOf(object: Fields): {
  uid: string;
  namespace: string | null;
  name: string;
  createdAt: string | null;
} {
  const metadata = fieldsOf(object.metadata);
  return {
    uid: textOf(metadata.uid) ?? "",
    namespace: textOf(metadata.namespace),
    name: textOf(metadata.name) ?? "",
    createdAt: textOf(metadata.creationTimestamp),
  };
}
