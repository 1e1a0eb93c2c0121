/** One character of a filter, where it stands, and whether it stood in quotes or behind a backslash in them. */
export interface Character {
  text: string;
  at: number;
  quoted: boolean;
}

/** A stretch without a space outside quotes. */
export interface Token {
  start: number;
  end: number;
  characters: Character[];
  /** Where a quote begins that never ends. */
  openQuote: number | null;
}

const isSpace = (text: string): boolean => /\s/.test(text);

function readToken(text: string, start: number): Token {
  const token: Token = { start, end: start, characters: [], openQuote: null };
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    const quoted = token.openQuote !== null;
    if (!quoted && isSpace(character)) break;
    if (character === '"') {
      token.openQuote = quoted ? null : at;
      // An empty pair of quotes is a value too: an empty one.
      if (!quoted) token.characters.push({ text: "", at, quoted: true });
    } else {
      if (quoted && character === "\\" && /["\\]/.test(text.charAt(at + 1))) at += 1;
      token.characters.push({ text: text.charAt(at), at, quoted });
    }
    at += 1;
  }
  token.end = at;
  return token;
}

/** Splits a filter at its spaces; positions are those of the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** What characters say, without their quotes. */
export const said = (characters: readonly Character[]): string => characters.map(({ text }) => text).join("");
export const isQuoted = (characters: readonly Character[]): boolean => characters.some(({ quoted }) => quoted);

/** Splits at a character that stands outside quotes. */
export function splitAt(characters: readonly Character[], separator: string): Character[][] {
  const parts: Character[][] = [[]];
  for (const character of characters) {
    if (character.text === separator && !character.quoted) parts.push([]);
    else parts.at(-1)?.push(character);
  }
  return parts;
}
