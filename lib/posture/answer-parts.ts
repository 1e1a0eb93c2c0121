/** Parts of an answer by "field.part"; "*" stands for any field that has the part. */
const words: Record<string, string> = {
  service: "what answers",
  banner: "banner",
  http: "HTTP answer",
  "tls.certificate": "certificate",
  "tls.version": "TLS versions",
  "tls.versions": "TLS versions",
  "tls.cipher": "ciphers",
  "tls.weakCiphers": "ciphers",
  "tls.clientCertificate": "client certificates it asks for",
  "tls.clientCaNames": "client certificates it asks for",
  tls: "TLS handshake",
  "apiServer.anonymous": "access without credentials",
  "apiServer.livez": "access without credentials",
  "apiServer.readable": "paths that answer",
  "apiServer.disclosed": "paths that answer",
  "apiServer.rules": "rights without credentials",
  "kubelet.authorizationProof": "access without credentials",
  "kubelet.namespaces": "namespaces it lists",
  "http.authentication": "access without credentials",
  "product.product": "what answers",
  "product.answered": "paths that answer",
  "product.details": "what it gives away",
  "*.access": "access without credentials",
  "*.openPaths": "paths that answer",
  "*.pprof": "paths that answer",
  "*.version": "version",
};

/** Several requests are told by what they found out; where nothing else differs, they are what differs. */
const requests = "answers to requests";
const ofRequests: ReadonlySet<string> = new Set(["exchanges"]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Equal whatever the order of keys; what is absent is null. */
function sameValue(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return (a ?? null) === (b ?? null);
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameValue(a[key], b[key]));
}

/** "openPaths" as "open paths". */
const spaced = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function wordOf(field: string, part: string, before: unknown, after: unknown): string {
  const word = words[`${field}.${part}`] ?? words[`*.${part}`] ?? words[field] ?? `${spaced(field)}: ${spaced(part)}`;
  const isTold = word === "version" && typeof before === "string" && typeof after === "string";
  return isTold ? `version ${before.slice(0, 40)} → ${after.slice(0, 40)}` : word;
}

function partsOf(field: string, before: unknown, after: unknown): string[] {
  if (sameValue(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [words[field] ?? spaced(field)];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) =>
    sameValue(before[key], after[key]) ? [] : [wordOf(field, key, before[key], after[key])],
  );
}

/** What differs between two answers of a port, in words for people, each once: "certificate", "paths that answer". */
export function differingParts(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const told = fields
    .filter((field) => !ofRequests.has(field))
    .flatMap((field) => partsOf(field, before[field], after[field]));
  if (told.length > 0) return [...new Set(told)];
  return fields.some((field) => !sameValue(before[field], after[field])) ? [requests] : [];
}
