const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Text of an answering machine as one harmless line: no control or direction characters, at most `limit` characters. */
export function cleanText(text: string, limit = 300): string {
  const line = text.replace(invisible, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
