import type { EvidenceItem } from "../domain/check.ts";

/** Proof as it is kept: without its times. */
export type ProofItem = Omit<EvidenceItem, "at">;

const dates = [
  /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?/g,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4}(?: \d{2}:\d{2}:\d{2})?(?: (?:GMT|UTC))?/g,
  // Seconds or milliseconds since 1970, of this century.
  /\b1\d{9}(?:\d{3})?\b/g,
];
const ids = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b(?:[0-9A-F]{2}:){7,}[0-9A-F]{2}\b/gi,
  /\b[0-9a-f]{16,}\b/gi,
];
/** Names that controllers make: the hash of a ReplicaSet, and the end of a pod's name in Kubernetes' own letters. */
const madeNames = /(?:-[bcdfghjklmnpqrstvwxz2456789]{8,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g;
const addresses = [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi];
/** Where something listens: on every address, or on the machine's own alone, which is no machine's name. */
const everywhere: ReadonlySet<string> = new Set(["0.0.0.0", "127.0.0.1", "::", "::1"]);
const durations = /\b\d+(?:\.\d+)?(?:ns|[uµ]s|ms|s|m|h)\b/g;
/** "7 pods in 3 namespaces", "2048+ bytes", "1 member"; not a status: "404 page not found" has no plural after it. */
const counted =
  /\b\d[\d,]*\+?(?= (?:[a-z][a-z0-9-]* )?(?:bytes?|pods?|namespaces?|keys?|members?|items?|nodes?|lines?|entries|containers?|services?|endpoints?|streams?|connections?|requests?|days?|hours?|minutes?|seconds?|results?|paths?|metrics|processes|goroutines|users?|ports?)\b)/g;
const plural =
  /\b(byte|pod|namespace|key|member|item|node|line|container|service|endpoint|stream|connection|request|day|hour|minute|second|result|path|user|port)s?\b/g;
const named =
  /\b((?:resource_?version|generation|revision|uptime|raft[_ ]?(?:index|term)|content-length|serial(?: number)?|request[_-]?id|audit-id|etag)["']?\s*[:=]?\s*)["']?[\w./+-]+["']?/gi;

/** A text without what differs from look to look: times, ids, counters, addresses, and the names of the subject itself. */
export function steadyText(text: string, names: readonly string[] = []): string {
  let steady = text;
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    if (name) steady = steady.replaceAll(name, "…");
  }
  for (const pattern of [...dates, ...ids]) steady = steady.replace(pattern, "…");
  steady = steady.replace(named, "$1…").replace(counted, "…").replace(durations, "…").replace(madeNames, "-…");
  for (const pattern of addresses) steady = steady.replace(pattern, (found) => (everywhere.has(found) ? found : "…"));
  return steady.replace(plural, "$1");
}

interface Line {
  steady: string;
  /** As it is shown. */
  said: string;
}

function linesOf(proof: readonly ProofItem[], names: readonly string[]): Line[] {
  return proof.flatMap(({ sent, received, detail = [] }) => {
    const asked = steadyText(sent, names);
    return [received, ...detail].map((line) => ({ steady: `${asked}\n${steadyText(line, names)}`, said: line }));
  });
}

/** What decided; all of it where nothing is marked. */
function decisive(proof: readonly ProofItem[]): readonly ProofItem[] {
  const marked = proof.filter((item) => item.decisive);
  return marked.length > 0 ? marked : proof;
}

export interface ProofDifference {
  /** First line of what was accepted that is no more, and first one that was not there; null where there is none. */
  before: string | null;
  after: string | null;
}

/**
 * First line in which two proofs of one finding differ in what matters; null where they say the same. The order of
 * requests, and what differs from look to look, do not matter; `names` are those that the subject had, since renaming
 * it is no other answer. What is said of software and its version, settings, ways in and codes of answers does.
 */
export function proofDifference(
  before: readonly ProofItem[],
  after: readonly ProofItem[],
  names: readonly string[] = [],
): ProofDifference | null {
  const [old, now] = [linesOf(decisive(before), names), linesOf(decisive(after), names)];
  const [inOld, inNow] = [old, now].map((lines) => new Set(lines.map(({ steady }) => steady)));
  const gone = old.find(({ steady }) => !inNow?.has(steady));
  const come = now.find(({ steady }) => !inOld?.has(steady));
  if (!gone && !come) return null;
  return { before: gone?.said ?? null, after: come?.said ?? null };
}
