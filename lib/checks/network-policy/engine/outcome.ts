import { isDoubt, type Match } from "./match.ts";

/** "none": nothing here decides; "pass": the next tier is to decide. */
export type Outcome = "allow" | "deny" | "pass" | "none";

/** What may come out, with what leads there; more than one where something cannot be decided. */
export interface Possible {
  outcomes: ReadonlySet<Outcome>;
  /** Clauses: why it comes out so. */
  because: readonly string[];
  doubts: readonly string[];
  /** Policies that decide, "NetworkPolicy shop/default-deny". */
  policies: readonly string[];
}

export function certain(outcome: Outcome, because: string[] = [], policies: string[] = []): Possible {
  return { outcomes: new Set([outcome]), because, doubts: [], policies };
}

export const undecided: Possible = certain("none");

/** Any of them may be what happens. */
export function either(...several: Possible[]): Possible {
  return {
    outcomes: new Set(several.flatMap(({ outcomes }) => [...outcomes])),
    because: distinct(several.flatMap(({ because }) => because)),
    doubts: distinct(several.flatMap(({ doubts }) => doubts)),
    policies: distinct(several.flatMap(({ policies }) => policies)),
  };
}

/** Asks the next where this one leaves the decision open. */
export function orElse(first: Possible, next: () => Possible, open: readonly Outcome[] = ["none", "pass"]): Possible {
  if (!open.some((outcome) => first.outcomes.has(outcome))) return first;
  const decided = [...first.outcomes].filter((outcome) => !open.includes(outcome));
  if (decided.length === 0) {
    const rest = next();
    return { ...rest, doubts: distinct([...first.doubts, ...rest.doubts]) };
  }
  return either({ ...first, outcomes: new Set(decided) }, next());
}

export interface Rule {
  /** Asked only where nothing before it has decided. */
  match: () => Match;
  outcome: Outcome;
  policy: string;
  says: string;
}

/** The first rule that applies decides; a rule in doubt may, and then what follows may as well. */
export function firstMatch(rules: Iterable<Rule>): Possible {
  const maybe: Possible[] = [];
  for (const { match, outcome, policy, says } of rules) {
    const matched = match();
    if (matched === false) continue;
    const result = certain(outcome, [says], [policy]);
    if (!isDoubt(matched)) return maybe.length === 0 ? result : either(...maybe, result);
    maybe.push({ ...result, doubts: [matched.doubt] });
  }
  return maybe.length === 0 ? undecided : either(...maybe, undecided);
}

export function distinct(texts: readonly string[]): string[] {
  return texts.length < 2 ? [...texts] : [...new Set(texts)];
}
