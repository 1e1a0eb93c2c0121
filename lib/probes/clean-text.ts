// Terminal escape sequences: CSI, OSC (ended by BEL or ST) and two-character ones.
// biome complains about control characters in literals, so the patterns are built from their code points.
const escapeCharacter = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const sequences = new RegExp(
  `${escapeCharacter}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escapeCharacter}]*(?:${bell}|${escapeCharacter}\\\\)?|[@-Z\\\\-_])`,
  "g",
);
/** C0, DEL, C1, zero-width, line separators and bidirectional overrides: what could disguise or break a line. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Bytes of foreign text that evidence keeps. */
export const excerptBytes = 200;

/** Makes text of a target safe to store and to show: one line, printable, at most `maxBytes` of UTF-8. */
export function cleanText(text: string, maxBytes: number = excerptBytes): string {
  const line = text
    // Work is bounded before anything is matched: what lies far beyond the cut cannot come back into it.
    .slice(0, maxBytes * 8)
    .replace(sequences, "")
    .replace(invisible, " ")
    .replaceAll("\uFFFD", "?")
    .replace(/\s+/g, " ")
    .trim();
  return cutBytes(line, maxBytes);
}

const leaks: [pattern: RegExp, kept: string][] = [
  [/(:\/\/)[^\s/@]+@/g, "$1(not kept)@"],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*)*/g, "(not kept)"],
  [/\b(bearer|basic) [\w.~+/=-]{16,}/gi, "$1 (not kept)"],
  [/((?:passw(?:or)?d|pwd|secret|token|api[-_]?key)["']?\s{0,5}[:=]\s{0,5}["']?)[^\s"',;&]+/gi, "$1(not kept)"],
];

/** The same for words that a stranger's server chose freely: error pages quote passwords and tokens. */
export function cleanWords(text: string, maxBytes: number = excerptBytes): string {
  const start = text.slice(0, maxBytes * 8);
  return cleanText(
    leaks.reduce((words, [pattern, kept]) => words.replace(pattern, kept), start),
    maxBytes,
  );
}

function cutBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  const cut = bytes.subarray(0, maxBytes - 3).toString();
  return `${cut.replace(/\uFFFD+$/, "")}…`;
}
