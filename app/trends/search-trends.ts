import { z } from "zod";
import { type TrendDimension, type TrendsQuery, trendDimensions } from "../../lib/domain/views/trends-view.ts";
import { noneOfThem } from "./trend-links.ts";
import { trendLengths } from "./trend-range.ts";

/** Empty form fields mean "not asked". */
const blank = (value: unknown) => (value === "" ? undefined : value);
const text = (most: number) => z.preprocess(blank, z.string().max(most).optional());

const daysSentence = `must be one of ${trendLengths.join(", ")}.`;

/** What the address of the trends page may say. Days are read later, so that what was typed stays in its field. */
export const trendsSearch = z.object({
  cluster: text(100),
  days: z.preprocess(blank, z.coerce.number(daysSentence).pipe(z.literal(trendLengths, daysSentence)).optional()),
  from: text(100),
  to: text(100),
  by: z.preprocess(blank, z.enum(trendDimensions, `must be one of ${trendDimensions.join(", ")}.`).default("all")),
  value: text(300),
  rules: z.preprocess(blank, z.enum(["then", "now"], "must be then or now.").default("then")),
});
export type TrendsSearch = z.output<typeof trendsSearch>;

/** The part that is asked for: a dimension with a value, or all of it. */
export function partOf({ by, value }: Pick<TrendsSearch, "by" | "value">): {
  dimension: TrendDimension;
  value?: string;
} {
  if (by === "all") return { dimension: by };
  if (value === undefined) return { dimension: by };
  return { dimension: by, value: value === noneOfThem ? "" : value };
}

/** What the store is asked; a range and the one before it differ in their days alone. */
export function queryOf(
  search: Pick<TrendsSearch, "cluster" | "by" | "value" | "rules">,
  { from, to }: { from: string; to: string },
): TrendsQuery {
  const { cluster, rules } = search;
  return { from, to, rules, ...partOf(search), ...(cluster ? { clusterId: cluster } : {}) };
}
