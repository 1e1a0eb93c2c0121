import { z } from "zod";
import { AppError } from "../../lib/domain/errors.ts";
import { foldTerms, maxFilterLength, resolveMe } from "../../lib/domain/filter-language/index.ts";
import { findingStates } from "../../lib/domain/finding-state.ts";
import { severities } from "../../lib/domain/severity.ts";
import { verdicts } from "../../lib/domain/verdict.ts";
import { type FindingQuery, findingGroups, findingSorts } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { anyOf, blank, cursor, endOfDayOrInstant, noneOfThem, port, text, texts } from "../search-fields.ts";
import { problemSentence, readText } from "./search-terms.ts";

/** What the address of the findings page may say. `state=all` asks for every state. */
export const findingsSearch = z.object({
  cluster: text,
  node: text,
  check: texts(100),
  component: texts(40),
  severity: anyOf(severities),
  state: anyOf([...findingStates, "all"]),
  verdict: anyOf(verdicts),
  port,
  namespace: texts(63),
  role: texts(40),
  distribution: texts(40),
  at: endOfDayOrInstant,
  /** The filter language; read later, so that what cannot be read stays in its field. */
  q: z.preprocess(
    blank,
    z
      .string()
      .max(maxFilterLength, { error: () => t.filter.tooLong })
      .optional(),
  ),
  sort: z.preprocess(blank, z.enum(findingSorts, `must be one of ${findingSorts.join(", ")}.`).optional()),
  group: z.preprocess(blank, z.enum(findingGroups, `must be one of ${findingGroups.join(", ")}.`).default("finding")),
  cursor,
  /** "all" is what people say who have a default view and want none. */
  view: z.preprocess(blank, z.literal("all", "may only be all.").optional()),
});
export type FindingsSearch = z.output<typeof findingsSearch>;

export const rowsPerPage = 50;

/** What the page alone knows may be left out. */
type Asked = Omit<FindingsSearch, "group" | "view"> & Partial<Pick<FindingsSearch, "group" | "view">>;

/**
 * The query of the store for what the address says; `me` is the name of who asks. AppError "invalid" for a filter that
 * cannot be read: nothing of it is applied.
 */
export function queryOf(
  { group: _group, view: _view, state, role, namespace, distribution, q, ...search }: Asked,
  me?: string,
): FindingQuery {
  const { terms, problems } = readText(q);
  if (problems[0]) throw new AppError("invalid", `q: ${problemSentence(problems[0])}`);
  const where = me === undefined ? terms : resolveMe(terms, me);
  const states = state?.includes("all") ? findingStates : state?.filter((value) => value !== "all");
  const parts = {
    nodeRole: noneOfThem(role),
    namespace: noneOfThem(namespace),
    distribution: noneOfThem(distribution),
  };
  const given = Object.entries({ ...search, ...parts, state: states, limit: rowsPerPage }).filter(
    ([, value]) => value !== undefined,
  );
  return foldTerms({ ...(Object.fromEntries(given) as FindingQuery), ...(where.length > 0 ? { where } : {}) });
}

/** A search as parameters of an address; what is the default is left out. */
export function searchFields({ group, ...rest }: FindingsSearch) {
  return { ...rest, group: group === "finding" ? undefined : group };
}
