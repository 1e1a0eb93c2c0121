import { writeFilter } from "../../lib/domain/filter-language/index.ts";
import type { TriageTarget } from "../../lib/domain/triage.ts";
import type { FindingDetail, FindingQuery, FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import { readJson } from "../frame/live.ts";
import { href, type SearchValue } from "../href.ts";

/** What a filter asks, as parameters of the list's API. */
export function searchOf({ nodeRole, where, q, ...query }: FindingQuery): Record<string, SearchValue> {
  const { sort: _sort, limit: _limit, cursor: _cursor, ...rest } = query;
  const text = [q ?? "", writeFilter(where ?? [])].filter(Boolean).join(" ");
  return { ...rest, role: nodeRole, q: text };
}

/** How many findings a filter matches now. */
export async function countMatching(search: Record<string, SearchValue>, signal?: AbortSignal): Promise<number> {
  const page = await readJson<Page<FindingRow>>(href("/api/v1/findings", { ...search, limit: 1 }), signal);
  return page.total;
}

/** So many of what was chosen are looked at for what they have in common; the server looks at all. */
const looked = { findings: 8, rows: 200 };

/** Findings, or the first of many, that an act is about. */
export async function readAbout(target: TriageTarget, signal?: AbortSignal): Promise<FindingRow[]> {
  if (target.kind === "filter") {
    const address = href("/api/v1/findings", { ...searchOf(target.query), limit: looked.rows });
    return (await readJson<Page<FindingRow>>(address, signal)).items;
  }
  const ids = target.items.slice(0, looked.findings).map(({ id }) => id);
  return Promise.all(ids.map((id) => readJson<FindingDetail>(`/api/v1/findings/${encodeURIComponent(id)}`, signal)));
}
