import { AppError } from "../../domain/errors.ts";
import { type FilterField, type FilterTerm, parseFilter } from "../../domain/filter-language/index.ts";
import type { AcceptanceScope } from "../../domain/triage.ts";
import { termCondition } from "../filter-terms.ts";
import { Prisma } from "../generated/client.ts";

/** What an acceptance says of what it covers; `id` once it is kept. */
export interface Coverage {
  id?: string;
  scope: AcceptanceScope;
  clusterId: string | null;
  checkId: string | null;
  selector: string;
}

/** What a finding is and where it lies. How it stands is no ground: an acceptance would cover by what it does itself. */
const selectable: readonly FilterField[] = [
  ...(["check", "component", "severity", "cluster", "node", "role", "distribution", "zone"] as const),
  ...(["namespace", "port", "protocol", "vantage"] as const),
];

/** Terms of a selector, all of which must hold; AppError "invalid" names the word that cannot be read or stands for none. */
export function selectorTerms(selector: string): FilterTerm[] {
  const { terms, problems } = parseFilter(selector);
  const [problem] = problems;
  if (problem) {
    const near = problem.nearest === undefined ? "" : ` Did you mean "${problem.nearest}"?`;
    throw new AppError("invalid", `selector: "${problem.word}" cannot be read.${near}`);
  }
  const other = terms.find(({ field }) => !selectable.includes(field));
  if (!other) return terms;
  throw new AppError("invalid", `selector: "${other.field}" cannot be selected by; use ${selectable.join(", ")}.`);
}

/**
 * What an acceptance of a check or by selector covers, over `"Finding" f`, whatever state it is in; of chosen findings it
 * covers no others. What left it before, by a person or by its condition, stays out.
 */
export function coveredBy({ id, scope, clusterId, checkId, selector }: Coverage): Prisma.Sql {
  if (scope === "findings") return Prisma.sql`false`;
  const conditions = [
    Prisma.sql`true`,
    ...(clusterId === null ? [] : [Prisma.sql`f."clusterId" = ${clusterId}`]),
    ...(checkId === null ? [] : [Prisma.sql`f."checkId" = ${checkId}`]),
    ...selectorTerms(selector).map((term) => termCondition(term)),
    ...(id === undefined
      ? []
      : [
          Prisma.sql`not exists (select from "AcceptanceMatch" o where o."acceptanceId" = ${id}
            and o."findingId" = f."id" and o."until" < 'infinity')`,
        ]),
  ];
  return Prisma.join(conditions, " and ");
}
