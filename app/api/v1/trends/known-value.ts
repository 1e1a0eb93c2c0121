import { AppError } from "../../../../lib/domain/errors.ts";
import type { Trends } from "../../../../lib/domain/views/trends-view.ts";

/** So many values are named in a refusal. */
const mostNamed = 20;

/**
 * AppError "invalid" for a value of a dimension that does not occur in the range, with those that do; no value is what has none,
 * and a range without a scan has nothing to tell it by.
 */
export function refuseUnknownValue({ query, values, points }: Pick<Trends, "query" | "values" | "points">): void {
  const { dimension, value } = query;
  if (dimension === "all" || value === "" || points.length === 0 || values.includes(value)) return;
  const named = values.filter((each) => each !== "");
  const more = named.length > mostNamed ? ` and ${named.length - mostNamed} more` : "";
  const known = named.length > 0 ? `there are ${named.slice(0, mostNamed).join(", ")}${more}` : "there is none";
  throw new AppError("invalid", `value: no ${dimension} of this range is called "${value}"; ${known}.`);
}
