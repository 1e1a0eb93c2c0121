import type { KubeObject } from "../objects/kube-object.ts";

/** A list request that the API server refuses. */
export class ListRefused extends Error {
  readonly code: number;
  readonly reason: string;
  readonly metadata: Record<string, unknown>;
  constructor(code: number, reason: string, message: string, metadata: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.metadata = metadata;
  }
}

export interface Page {
  items: KubeObject[];
  continueToken: string;
  remaining: number | undefined;
}

const expired =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list. Objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

/** Items in the API's own order: by namespace, then name. */
export function inOrder(items: KubeObject[]): KubeObject[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf(object: KubeObject): string {
  return `${object.metadata.namespace ?? ""}/${object.metadata.name}`;
}

/**
 * One chunk of a list. A token is good for the revision it was given at.
 * @throws ListRefused 410 for a token of an older revision, 400 for one that is none.
 */
export function pageOf(items: KubeObject[], query: URLSearchParams, revision: number): Page {
  const limit = Number(query.get("limit") ?? 0);
  const after = afterToken(query.get("continue"), revision);
  const rest = after === null ? items : items.filter((item) => keyOf(item) > after);
  if (!(limit > 0) || rest.length <= limit) return { items: rest, continueToken: "", remaining: undefined };
  const chunk = rest.slice(0, limit);
  const last = chunk.at(-1);
  return {
    items: chunk,
    continueToken: last ? token(revision, keyOf(last)) : "",
    remaining: rest.length - chunk.length,
  };
}

function token(revision: number, start: string): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: revision, start })).toString("base64url");
}

function afterToken(text: string | null, revision: number): string | null {
  if (!text) return null;
  const parsed = parse(text);
  if (!parsed) {
    throw new ListRefused(400, "BadRequest", "continue key is not valid: illegal base64 data or unexpected JSON");
  }
  if (parsed.rv !== revision) {
    throw new ListRefused(410, "Expired", expired, { continue: token(revision, parsed.start) });
  }
  return parsed.start;
}

function parse(text: string): { rv: number; start: string } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    const { rv, start } = value as Record<string, unknown>;
    return typeof rv === "number" && typeof start === "string" ? { rv, start } : undefined;
  } catch {
    // No JSON in it: not one of ours.
    return undefined;
  }
}

/** Items that labelSelector and fieldSelector let through. */
export function selected(items: KubeObject[], query: URLSearchParams): KubeObject[] {
  const labels = splitTerms(query.get("labelSelector"));
  const fields = splitTerms(query.get("fieldSelector"));
  return items.filter(
    (item) =>
      labels.every((term) => labelMatches(item.metadata.labels ?? {}, term)) &&
      fields.every((term) => fieldMatches(item, term)),
  );
}

/** Commas part terms, but not inside the parentheses of a set. */
function splitTerms(text: string | null): string[] {
  return (text ?? "")
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== "");
}

function labelMatches(labels: Record<string, string>, term: string): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\((.*)\)$/.exec(term);
  if (set) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    const has = values.includes(labels[set[1] ?? ""] ?? "\0");
    return set[2] === "in" ? has : !has;
  }
  const pair = /^([^!=]+?)\s*(!=|==|=)\s*(.*)$/.exec(term);
  if (!pair) return term.startsWith("!") ? !(term.slice(1) in labels) : term in labels;
  const equal = labels[pair[1] ?? ""] === pair[3];
  return pair[2] === "!=" ? !equal : equal;
}

function fieldMatches(item: KubeObject, term: string): boolean {
  const pair = /^([^!=]+?)\s*(!=|==|=)\s*(.*)$/.exec(term);
  if (!pair) throw new ListRefused(400, "BadRequest", `invalid selector: '${term}'; can't understand '${term}'`);
  let value: unknown = item;
  for (const part of (pair[1] ?? "").split(".")) {
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }
  const equal = String(value ?? "") === pair[3];
  return pair[2] === "!=" ? !equal : equal;
}
