/** What was found while walking through a JSON text. */
export interface JsonPosition {
  /** Offset of the value that the path names, or of the deepest one around it that is there. */
  value: number;
  /** Offset at which the text stops being JSON; null where it is well formed. */
  broken: number | null;
}

interface Level {
  isList: boolean;
  /** Index or name of the member that is being read. */
  member: number | string;
  /** How much of the wanted path leads here; -1 where it leads elsewhere. */
  depth: number;
}

const blank = /[ \t\r\n]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Offset after a match at `at`, or null. */
function after(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Offset after a string that begins at `at`; `broken` where it does not end or holds what no JSON string may. */
function afterString(text: string, at: number): { end: number | null; broken: number } {
  let index = at + 1;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 0x22) return { end: index + 1, broken: index };
    if (code < 0x20) return { end: null, broken: index };
    const next = code === 0x5c ? after(escaped, text, index) : index + 1;
    if (next === null) return { end: null, broken: index };
    index = next;
  }
  return { end: null, broken: text.length };
}

/** Walks once through a JSON text of any depth; `path` is a list of names and indexes. */
export function findInJson(text: string, path: readonly PropertyKey[]): JsonPosition {
  const stack: Level[] = [];
  let found = 0;
  let at = after(blank, text, 0) ?? 0;
  let wantsValue = true;
  const broken = (offset: number): JsonPosition => ({ value: found, broken: offset });
  for (;;) {
    const top = stack.at(-1);
    if (wantsValue) {
      const depth = depthOf(top, path);
      if (depth >= 0 && depth <= path.length) found = at;
      const character = text[at];
      if (character === "{" || character === "[") {
        const isList = character === "[";
        at = after(blank, text, at + 1) ?? at;
        stack.push({ isList, member: isList ? 0 : "", depth });
        if (text[at] === (isList ? "]" : "}")) wantsValue = false;
        else if (!isList) {
          const name = readName(text, at, stack.at(-1));
          if (name.broken !== null) return broken(name.broken);
          at = name.end;
        }
        if (wantsValue) continue;
      } else {
        const string = character === '"' ? afterString(text, at) : { end: after(scalar, text, at), broken: at };
        if (string.end === null || string.end === at) return broken(string.broken);
        at = after(blank, text, string.end) ?? string.end;
        wantsValue = false;
      }
      if (stack.length === 0) return at === text.length ? { value: found, broken: null } : broken(at);
      continue;
    }
    if (!top) return at === text.length ? { value: found, broken: null } : broken(at);
    if (text[at] === (top.isList ? "]" : "}")) {
      stack.pop();
      at = after(blank, text, at + 1) ?? at;
    } else if (text[at] === ",") {
      at = after(blank, text, at + 1) ?? at;
      if (typeof top.member === "number") top.member += 1;
      else {
        const name = readName(text, at, top);
        if (name.broken !== null) return broken(name.broken);
        at = name.end;
      }
      wantsValue = true;
    } else return broken(at);
  }
}

/** Length of the path that leads to the member being read; -1 where the path leads elsewhere. */
function depthOf(level: Level | undefined, path: readonly PropertyKey[]): number {
  if (!level) return 0;
  return level.depth >= 0 && path[level.depth] === level.member ? level.depth + 1 : -1;
}

function readName(text: string, at: number, level: Level | undefined): { end: number; broken: number | null } {
  if (text[at] !== '"') return { end: at, broken: at };
  const name = afterString(text, at);
  if (name.end === null) return { end: at, broken: name.broken };
  if (level) level.member = String(JSON.parse(text.slice(at, name.end)));
  const colon = after(blank, text, name.end) ?? name.end;
  if (text[colon] !== ":") return { end: colon, broken: colon };
  return { end: after(blank, text, colon + 1) ?? colon + 1, broken: null };
}
