import type { z } from "zod";
import { type FilterTerm, parseFilter, resolveMe, writeFilter } from "../../lib/domain/filter-language/index.ts";
import { acceptanceDays, type NewAcceptance, type TriageAct, type TriageTarget } from "../../lib/domain/triage.ts";
import type { FindingQuery } from "../../lib/domain/views/finding-view.ts";
import { InvalidInput } from "../../lib/guard/parse-input.ts";
import { given } from "../api/given.ts";
import { problemSentence, readText } from "../findings/search-terms.ts";
import type { triageInput } from "./triage-input.ts";

type Asked = z.output<typeof triageInput>;
type AskedQuery = Extract<Asked["target"], { kind: "filter" }>["query"];
type AskedAcceptance = Extract<Asked["act"], { kind: "accept" }>["acceptance"];

const dayMs = 24 * 60 * 60 * 1000;

/** A term that comes ready may say no more than the language can: nothing is done by one that it would refuse. */
function holdToLanguage(term: FilterTerm): void {
  const { terms, problems } = parseFilter(writeFilter([term]));
  const [refused] = problems;
  if (refused) throw new InvalidInput({ "target.query.where": problemSentence(refused) });
  if (terms.length !== 1 || term.values.length === 0)
    throw new InvalidInput({ "target.query.where": `${term.field} names no value; leave it out or say one.` });
}

/** The whole text of a filter becomes terms; what cannot be read is said, and nothing is done by it. */
function queryOf({ q, where = [], ...plain }: AskedQuery, me: string | undefined): FindingQuery {
  const { terms, problems } = readText(q);
  const [problem] = problems;
  if (problem) throw new InvalidInput({ "target.query.q": problemSentence(problem) });
  for (const term of where as FilterTerm[]) holdToLanguage(term);
  // Each holds beside the others: merged, two terms of a field would be either.
  const both = [...(where as FilterTerm[]), ...terms];
  const all = me === undefined ? both : resolveMe(both, me);
  return given({ ...plain, ...(all.length > 0 ? { where: all } : {}) }) as FindingQuery;
}

function acceptanceOf(asked: AskedAcceptance, end: string | null): NewAcceptance {
  return { ...given(asked), expiresAt: asked.expiresAt === undefined ? end : asked.expiresAt } as NewAcceptance;
}

function actOf(asked: Asked["act"], now: Date): TriageAct {
  const usualEnd = new Date(now.getTime() + acceptanceDays * dayMs).toISOString();
  if (asked.kind === "accept") return { kind: "accept", acceptance: acceptanceOf(asked.acceptance, usualEnd) };
  if (asked.kind !== "false-positive") return asked;
  return { kind: "false-positive", acceptance: acceptanceOf(asked.acceptance, null) };
}

/**
 * What was asked for as the store takes it: an acceptance of which no end is said lasts ninety days, a false positive for
 * ever; `me` is the name of who asks. Throws InvalidInput for a filter that cannot be read.
 */
export function readTriage(
  { act, target }: Asked,
  now = new Date(),
  me?: string,
): { act: TriageAct; target: TriageTarget } {
  const of = target.kind === "findings" ? target : { ...target, query: queryOf(target.query, me) };
  return { act: actOf(act, now), target: of };
}
