import { parseJson } from "../reply.ts";

type Fields = Record<string, unknown>;

/** Numbered fields of a protobuf message that carries only strings and messages. */
type Message = Map<number, Buffer>;

const magic = Buffer.from("k8s\0");
const attributeNames = ["namespace", "verb", "group", "version", "resource", "subresource", "name"];

/** A review as kubectl sends it, JSON or protobuf; undefined for what is neither. */
export function decodeReview(contentType: string, bytes: Buffer): Fields | undefined {
  if (contentType.startsWith("application/vnd.kubernetes.protobuf")) return decodeProtobuf(bytes);
  const parsed = parseJson(bytes.toString("utf8"));
  return typeof parsed === "object" && parsed !== null ? (parsed as Fields) : undefined;
}

/** runtime.Unknown {1: TypeMeta {2: kind}, 2: raw}; in it {2: spec}; field numbers from authorization/v1/generated.proto. */
function decodeProtobuf(bytes: Buffer): Fields | undefined {
  if (!bytes.subarray(0, 4).equals(magic)) return undefined;
  const unknown = readMessage(bytes.subarray(4));
  const raw = unknown?.get(2);
  const kind = textOf(unknown && inside(unknown, 1)?.get(2));
  const spec = raw && inside(readMessage(raw), 2);
  if (!unknown || !raw) return undefined;
  if (!spec) return {};
  if (kind === "SelfSubjectRulesReview") return { spec: { namespace: textOf(spec.get(1)) } };
  const path = inside(spec, 2);
  if (path) return { spec: { nonResourceAttributes: { path: textOf(path.get(1)), verb: textOf(path.get(2)) } } };
  const attributes = inside(spec, 1);
  const entries = attributeNames.map((name, index) => [name, textOf(attributes?.get(index + 1))] as const);
  return { spec: { resourceAttributes: Object.fromEntries(entries.filter(([, value]) => value !== "")) } };
}

function textOf(bytes: Buffer | undefined): string {
  return bytes?.toString("utf8") ?? "";
}

function inside(message: Message | undefined, field: number): Message | undefined {
  const bytes = message?.get(field);
  return bytes && readMessage(bytes);
}

/** Reads length-delimited fields and skips varints; undefined for bytes that are no such message. */
function readMessage(bytes: Buffer): Message | undefined {
  const fields: Message = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 35 && at < bytes.length; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const tag = varint();
    const size = varint();
    if (tag === undefined || size === undefined) return undefined;
    const type = tag & 7;
    if (type === 0) continue;
    if (type !== 2 || at + size > bytes.length) return undefined;
    fields.set(tag >>> 3, bytes.subarray(at, at + size));
    at += size;
  }
  return fields;
}
