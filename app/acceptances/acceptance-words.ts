import { href } from "../../components/href.ts";
import type { AcceptanceCondition } from "../../lib/domain/triage.ts";
import type { AcceptanceRow } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.acceptances;

/** What it covers, in words. */
export function scopeWords(row: AcceptanceRow): string {
  const { scope, checkTitle, checkId, clusterName, clusterId, selector, everMatched } = row;
  const cluster = clusterName ?? clusterId;
  if (scope === "findings") return words.scope.findings(everMatched);
  if (scope === "check") return words.scope.check(checkTitle ?? checkId ?? "", cluster);
  return words.scope.selector([checkId ? `check:${checkId}` : "", selector].filter(Boolean).join(" "), cluster);
}

/** What ends it before its day, one sentence part each; empty where nothing does. */
export function conditionWords({ openFrom, evidenceChanges }: AcceptanceCondition): string[] {
  return [
    ...(openFrom.length > 0 ? [words.openFrom(openFrom.map((place) => t.words.vantage[place]))] : []),
    ...(evidenceChanges ? [words.evidence] : []),
  ];
}

/** The list of what it covers now: as many as its number says. */
export const coveredHref = ({ id }: Pick<AcceptanceRow, "id">): string =>
  href("/findings", { q: `acceptance:${id} state:accepted,false-positive` });
