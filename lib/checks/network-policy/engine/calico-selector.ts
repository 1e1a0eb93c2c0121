import type { LabelLookup } from "./label-selector.ts";
import { allOf, anyOf, isDoubt, type Match, notOf } from "./match.ts";

export type CalicoSelector = (lookup: LabelLookup) => Match;

/** Selectors come back for every flow, so each text is read once; bounded against endless policies. */
const cache = new Map<string, CalicoSelector>();
const cacheLimit = 20_000;
const lengthLimit = 10_000;

/** Calico's selector language; what cannot be read is in doubt for every endpoint. */
export function calicoSelector(text: string): CalicoSelector {
  const known = cache.get(text);
  if (known) return known;
  if (cache.size > cacheLimit) cache.clear();
  const selector = read(text);
  cache.set(text, selector);
  return selector;
}

function read(text: string): CalicoSelector {
  const unreadable: CalicoSelector = () => ({ doubt: `the selector "${text.slice(0, 80)}" cannot be read` });
  if (text.length > lengthLimit) return unreadable;
  const tokens = tokenize(text);
  if (!tokens) return unreadable;
  if (tokens.length === 0) return () => true;
  const parser = new Parser(tokens);
  const selector = parser.either();
  return selector && parser.isAtEnd() ? selector : unreadable;
}

type Token = { text: string; isValue: boolean };

const pattern =
  /\s+|"([^"]*)"|'([^']*)'|(&&|\|\||==|!=|[!(){},])|((?:all|global)\(\s*\))|(not\s+in\b|starts\s+with\b|ends\s+with\b)|([A-Za-z0-9_./-]+)/y;

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) return null;
    const value = found[1] ?? found[2];
    if (value !== undefined) tokens.push({ text: value, isValue: true });
    else if (found[0].trim() !== "")
      tokens.push({ text: found[0].replace(/\s+/g, found[4] ? "" : " "), isValue: false });
  }
  return tokens;
}

const depthLimit = 100;

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  /** a || b */
  either(): CalicoSelector | null {
    return this.chain("||", () => this.both(), anyOf);
  }

  /** a && b, which binds stronger */
  private both(): CalicoSelector | null {
    return this.chain("&&", () => this.single(), allOf);
  }

  private chain(
    operator: string,
    part: () => CalicoSelector | null,
    join: (matches: Match[]) => Match,
  ): CalicoSelector | null {
    const parts: CalicoSelector[] = [];
    do {
      const next = part();
      if (!next) return null;
      parts.push(next);
    } while (this.takes(operator));
    return (lookup) => join(parts.map((selector) => selector(lookup)));
  }

  private single(): CalicoSelector | null {
    this.depth++;
    const selector = this.depth > depthLimit ? null : this.term();
    this.depth--;
    return selector;
  }

  private term(): CalicoSelector | null {
    if (this.takes("!")) {
      const inner = this.single();
      return inner && ((lookup) => notOf(inner(lookup)));
    }
    if (this.takes("(")) {
      const inner = this.either();
      return inner && this.takes(")") ? inner : null;
    }
    if (this.takes("all()")) return () => true;
    if (this.takes("global()")) return (lookup) => notOf(has(lookup("projectcalico.org/namespace")));
    return this.comparison();
  }

  private comparison(): CalicoSelector | null {
    const key = this.word();
    if (key === null) return null;
    if (key === "has" && this.takes("(")) {
      const label = this.word();
      return label !== null && this.takes(")") ? (lookup) => has(lookup(label)) : null;
    }
    for (const [operator, compare] of operators) {
      if (!this.takes(operator)) continue;
      const operand = operator.endsWith("in") ? this.set() : this.value();
      return operand && ((lookup) => compareLabel(lookup(key), (value) => compare(value, operand)));
    }
    return null;
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (!token || token.isValue || token.text !== text) return false;
    this.at++;
    return true;
  }

  private word(): string | null {
    const token = this.tokens[this.at];
    if (!token || token.isValue || !/^[A-Za-z0-9_./-]+$/.test(token.text)) return null;
    this.at++;
    return token.text;
  }

  private value(): string[] | null {
    const token = this.tokens[this.at];
    if (!token?.isValue) return null;
    this.at++;
    return [token.text];
  }

  private set(): string[] | null {
    const values: string[] = [];
    if (!this.takes("{")) return null;
    while (!this.takes("}")) {
      const value = this.value();
      if (!value) return null;
      values.push(...value);
      this.takes(",");
    }
    return values;
  }
}

type Compare = (value: string | undefined, operand: readonly string[]) => boolean;

/** A label that is not set equals nothing: "!=" and "not in" are true of it. */
const operators: readonly [string, Compare][] = [
  ["==", (value, [operand]) => value !== undefined && value === operand],
  ["!=", (value, [operand]) => value !== operand],
  ["not in", (value, operand) => value === undefined || !operand.includes(value)],
  ["in", (value, operand) => value !== undefined && operand.includes(value)],
  ["contains", (value, [operand]) => value?.includes(operand ?? "") === true],
  ["starts with", (value, [operand]) => value?.startsWith(operand ?? "") === true],
  ["ends with", (value, [operand]) => value?.endsWith(operand ?? "") === true],
];

type Label = ReturnType<LabelLookup>;

function has(label: Label): Match {
  return compareLabel(label, (value) => value !== undefined);
}

function compareLabel(label: Label, compare: (value: string | undefined) => boolean): Match {
  const isUnsure = typeof label === "object" && isDoubt(label);
  return isUnsure ? label : compare(label as string | undefined);
}
