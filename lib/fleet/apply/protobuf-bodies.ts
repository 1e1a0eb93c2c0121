type Fields = Record<string, unknown>;

/** One field of a message: bytes of text or of a message, or a number. */
interface Field {
  field: number;
  value: Buffer | number;
}

const magic = Buffer.from("k8s\0");

/**
 * The two bodies that kubectl sends in protobuf when it carries out a remediation, as the JSON they stand for: the
 * approval of a certificate request and a new Service. Undefined for anything else. Field numbers are those of
 * certificates/v1 and core/v1 generated.proto.
 */
export function decodedWrite(bytes: Buffer): Fields | undefined {
  if (!bytes.subarray(0, 4).equals(magic)) return undefined;
  const unknown = fieldsOf(bytes.subarray(4));
  const kind = textIn(messageIn(unknown, 1), 2);
  const object = messageIn(unknown, 2);
  if (kind === "CertificateSigningRequest") return signingRequest(object);
  return kind === "Service" ? service(object) : undefined;
}

function signingRequest(object: Field[]): Fields {
  const status = messageIn(object, 3);
  const conditions = messagesIn(status, 1).map((condition) => ({
    type: textIn(condition, 1),
    reason: textIn(condition, 2),
    message: textIn(condition, 3),
    status: textIn(condition, 6) || "True",
  }));
  const certificate = textIn(status, 2);
  return {
    metadata: metadataOf(object),
    status: { conditions, ...(certificate === "" ? {} : { certificate }) },
  };
}

function service(object: Field[]): Fields {
  const spec = messageIn(object, 2);
  const ports = messagesIn(spec, 1).map((port) => ({
    name: textIn(port, 1),
    protocol: textIn(port, 2) || "TCP",
    port: numberIn(port, 3),
    ...(numberIn(port, 5) === 0 ? {} : { nodePort: numberIn(port, 5) }),
  }));
  return { metadata: metadataOf(object), spec: { type: textIn(spec, 4), ports } };
}

function metadataOf(object: Field[]): Fields {
  const metadata = messageIn(object, 1);
  const namespace = textIn(metadata, 3);
  return { name: textIn(metadata, 1), ...(namespace === "" ? {} : { namespace }) };
}

function messagesIn(fields: Field[], wanted: number): Field[][] {
  return fields.flatMap(({ field, value }) => (field === wanted && Buffer.isBuffer(value) ? [fieldsOf(value)] : []));
}

function messageIn(fields: Field[], wanted: number): Field[] {
  return messagesIn(fields, wanted).at(-1) ?? [];
}

function textIn(fields: Field[], wanted: number): string {
  const found = fields.find(({ field }) => field === wanted)?.value;
  return Buffer.isBuffer(found) ? found.toString("utf8") : "";
}

function numberIn(fields: Field[], wanted: number): number {
  const found = fields.find(({ field }) => field === wanted)?.value;
  return typeof found === "number" ? found : 0;
}

/** Fields up to the first byte that is none. */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70 && at < bytes.length; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    const size = varint();
    if ((tag & 7) === 0) fields.push({ field: tag >>> 3, value: size });
    else if ((tag & 7) === 2 && at + size <= bytes.length) {
      fields.push({ field: tag >>> 3, value: bytes.subarray(at, at + size) });
      at += size;
    } else return fields;
  }
  return fields;
}
