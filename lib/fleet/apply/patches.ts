import { AppError } from "../../domain/errors.ts";

type Fields = Record<string, unknown>;

/** Lists that Kubernetes merges by a key; every other list of a strategic patch replaces the old one. */
const mergeKeys: Record<string, string> = {
  ports: "port",
  containers: "name",
  conditions: "type",
  ownerReferences: "uid",
};

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The object with a patch applied as its content type says.
 * @throws AppError "invalid" for a type the fleet does not know, and for a JSON patch whose path is not there.
 */
export function patched(object: Fields, contentType: string, patch: unknown): Fields {
  const type = contentType.split(";")[0]?.trim();
  if (type === "application/merge-patch+json" && isFields(patch)) return merged(object, patch, false);
  if (type === "application/strategic-merge-patch+json" && isFields(patch)) return merged(object, patch, true);
  if (type === "application/json-patch+json" && Array.isArray(patch)) {
    const copy = structuredClone(object);
    for (const operation of patch) operate(copy, operation);
    return copy;
  }
  throw new AppError("invalid", `The body of the request is no patch of type ${contentType}.`);
}

function merged(object: Fields, patch: Fields, strategic: boolean): Fields {
  const result: Fields = { ...object };
  for (const [key, value] of Object.entries(patch)) {
    // "$setElementOrder/ports", "$retainKeys": orders of a strategic patch that change no value here.
    if (strategic && key.startsWith("$")) continue;
    const before = object[key];
    if (value === null) delete result[key];
    else if (isFields(value)) result[key] = merged(isFields(before) ? before : {}, value, strategic);
    else if (strategic && Array.isArray(value) && Array.isArray(before) && mergeKeys[key] !== undefined)
      result[key] = mergedList(before, value, mergeKeys[key]);
    else result[key] = value;
  }
  return result;
}

function mergedList(before: unknown[], patch: unknown[], key: string): unknown[] {
  const result = [...before];
  for (const entry of patch.filter(isFields)) {
    const at = result.findIndex((one) => isFields(one) && one[key] === entry[key]);
    const old = result[at];
    if (entry.$patch === "delete") {
      if (at >= 0) result.splice(at, 1);
    } else if (isFields(old)) result[at] = merged(old, entry, true);
    else result.push(entry);
  }
  return result;
}

function isOwn(place: unknown, field: string): place is Fields {
  return (isFields(place) || Array.isArray(place)) && Object.hasOwn(place, field);
}

/** One operation of RFC 6902; test, move and copy are none that a remediation needs. */
function operate(object: Fields, operation: unknown): void {
  if (!isFields(operation) || typeof operation.path !== "string") throw new AppError("invalid", "No JSON patch.");
  const parts = operation.path.split("/").slice(1);
  const steps = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.pop() ?? "";
  let place: unknown = object;
  // Own fields only: "__proto__" in a path must not lead out of the object.
  for (const step of steps) place = isOwn(place, step) ? place[step] : undefined;
  const there = Array.isArray(place) || isFields(place);
  const missing = (operation.op !== "add" && !isOwn(place, last)) || last === "__proto__";
  if (!there || missing) throw new AppError("invalid", `doc is missing path: ${operation.path}`);
  const fields = place as Fields;
  if (operation.op === "remove") {
    if (Array.isArray(place)) place.splice(Number(last), 1);
    else delete fields[last];
  } else if (operation.op === "add" && Array.isArray(place)) {
    place.splice(last === "-" ? place.length : Number(last), 0, operation.value);
  } else if (operation.op === "add" || operation.op === "replace") fields[last] = operation.value;
  else throw new AppError("invalid", `The fleet's API knows no JSON patch operation "${String(operation.op)}".`);
}
