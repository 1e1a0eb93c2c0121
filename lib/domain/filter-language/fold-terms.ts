import { type FindingState, findingStates } from "../finding-state.ts";
import { type Severity, severities } from "../severity.ts";
import { verdicts } from "../verdict.ts";
import type { FindingQuery } from "../views/finding-view.ts";
import type { FilterField } from "./fields.ts";
import type { FilterTerm, FilterValue } from "./terms.ts";

/** States that count as open wherever nothing else is asked for. */
const openStates: readonly FindingState[] = ["open", "acknowledged"];

type Plain = Omit<FindingQuery, "sort" | "limit" | "cursor">;

const words = (values: readonly FilterValue[]): string[] | null => {
  const said = values.map((value) => {
    // No name that is listed so has a capital.
    if (value.kind === "word") return value.text.toLowerCase();
    return value.kind === "special" && value.name === "none" ? "" : null;
  });
  return said.some((word) => word === null) ? null : (said as string[]);
};

function severitiesOf({ not, values }: FilterTerm): Severity[] {
  const meets = (severity: Severity) =>
    values.some((value) => {
      if (value.kind === "word") return value.text === severity;
      if (value.kind !== "rank") return false;
      // The first is the highest.
      const above = (severities as readonly string[]).indexOf(value.text) - severities.indexOf(severity);
      if (above === 0) return value.than.endsWith("=");
      return value.than.startsWith(">") ? above > 0 : above < 0;
    });
  return severities.filter((severity) => meets(severity) !== not);
}

function statesOf({ values }: FilterTerm): FindingState[] {
  const all = values.some((value) => value.kind === "special" && value.name === "all");
  return findingStates.filter((state) => all || values.some((value) => value.kind === "word" && value.text === state));
}

/** What is left of a list after one more condition on it. */
const both = <Value>(asked: readonly Value[] | undefined, more: readonly Value[]): Value[] =>
  asked?.length ? asked.filter((value) => more.includes(value)) : [...more];

/** Lists without any value let nothing through, which a parameter cannot say: such a term stays as it is. */
function foldList(filter: Plain, term: FilterTerm): Plain | null {
  if (term.field === "severity") {
    const severity = both(filter.severity, severitiesOf(term));
    return severity.length > 0 ? { ...filter, severity } : null;
  }
  const list = words(term.values);
  if (!list) return null;
  if (term.field === "verdict") {
    const wanted = verdicts.filter((verdict) => list.includes(verdict) !== term.not);
    const verdict = both(filter.verdict, wanted);
    return verdict.length > 0 ? { ...filter, verdict } : null;
  }
  const name = plainLists[term.field];
  if (!name || term.not) return null;
  const kept = both(filter[name], list);
  return kept.length > 0 ? { ...filter, [name]: kept } : null;
}

const plainLists = {
  check: "check",
  component: "component",
  namespace: "namespace",
  role: "nodeRole",
  distribution: "distribution",
} as const satisfies Partial<Record<FilterField, keyof Plain>> as Partial<
  Record<FilterField, "check" | "component" | "namespace" | "nodeRole" | "distribution">
>;

function foldOne(filter: Plain, { field, not, values }: FilterTerm): Plain | null {
  const [value, ...others] = values;
  if (!value || not || others.length > 0) return null;
  if (field === "node" && filter.node === undefined) {
    if (value.kind === "special") return { ...filter, node: "-" };
    return value.kind === "word" ? { ...filter, node: value.text } : null;
  }
  if (field === "port" && filter.port === undefined && value.kind === "range" && value.from === value.to) {
    return { ...filter, port: value.from };
  }
  if (field === "text" && value.kind === "word" && !/\s/.test(value.text)) {
    return { ...filter, q: [filter.q, value.text].filter(Boolean).join(" ") };
  }
  if (field === "at" && value.kind === "date") {
    const at = value.text.length === 10 ? `${value.text}T23:59:59.999Z` : value.text;
    const earlier = filter.at !== undefined && new Date(filter.at) < new Date(at);
    return earlier ? filter : { ...filter, at };
  }
  return null;
}

/** A negated state takes away from what is listed anyway: open and acknowledged ones, unless others are asked for. */
function foldStates(filter: Plain, terms: readonly FilterTerm[]): { filter: Plain; rest: FilterTerm[] } {
  const own = terms.filter(({ field }) => field === "state");
  const rest = terms.filter(({ field }) => field !== "state");
  if (own.length === 0) return { filter, rest };
  const wanted = own.filter(({ not }) => !not).map(statesOf);
  const unwanted = own.filter(({ not }) => not).flatMap(statesOf);
  const asked = filter.state?.length || wanted.length === 0 ? [filter.state?.length ? filter.state : openStates] : [];
  const state = findingStates.filter(
    (one) => [...asked, ...wanted].every((list) => list.includes(one)) && !unwanted.includes(one),
  );
  if (state.length > 0) return { filter: { ...filter, state }, rest };
  // Nothing is left: said so that it lets nothing through.
  const none: FilterTerm = { field: "state", not: false, values: [] };
  return { filter: { ...filter, state: [...findingStates] }, rest: [...rest, none] };
}

/**
 * Says a filter by the older parameters wherever these can say it, since numbers of those are kept; what is left stays in
 * `where`. The two mean the same.
 */
export function foldTerms<Filter extends Plain>(asked: Filter): Filter {
  if (!asked.where?.length) return asked;
  const { where, ...plain } = asked;
  const { filter: withStates, rest: terms } = foldStates(plain as Plain, where);
  let filter: Plain = withStates;
  const rest: FilterTerm[] = [];
  for (const term of terms) {
    const folded = term.values.length === 0 ? null : (foldList(filter, term) ?? foldOne(filter, term));
    if (folded) filter = folded;
    else rest.push(term);
  }
  return { ...filter, ...(rest.length > 0 ? { where: rest } : {}) } as Filter;
}
