const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const longestName = 1000;

/**
 * A name that may be any text, such as a user's or a role's: what cannot be seen is spelled out, so that two names
 * never become one.
 */
export function visibleName(name: string): string {
  return name
    .slice(0, longestName)
    .replace(invisible, (hidden) => [...hidden].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join(""));
}

/** Text of an answering machine as one harmless line: no control or direction characters, at most `limit` characters. */
export function cleanText(text: string, limit = 300): string {
  const line = text.replace(invisible, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
