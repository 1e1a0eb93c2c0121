import { Radar, SearchX, ShieldCheck } from "lucide-react";
import { href } from "../../components/href.ts";
import { LinkButton } from "../../components/ui/button.tsx";
import { EmptyState } from "../../components/ui/state.tsx";
import type { Severity } from "../../lib/domain/severity.ts";
import * as t from "../../lib/messages/index.ts";
import { countFindings, facetFindings, listClusters } from "../../lib/store/index.ts";
import { nothingKnownThen } from "../nothing-known-then.tsx";
import { searchFields } from "./filter-bar.tsx";
import { filterValue } from "./filter-value.ts";
import { activeFilters, type FilterName, type FindingsSearch, queryOf, without } from "./search-params.ts";

const sum = (counts: Record<Severity, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

/** Which active filter, taken away alone, would let the most through. */
async function worstFilter(search: FindingsSearch): Promise<{ name: FilterName; found: number } | undefined> {
  const names = [...new Set(activeFilters(search).map((filter) => filter.name))];
  const found = await Promise.all(
    names.map(async (name) => ({ name, found: sum(await countFindings(queryOf(without(search, name)))) })),
  );
  return found.sort((a, b) => b.found - a.found)[0];
}

/** No scan of what is asked about ever ended: nothing is known, which is not the same as nothing found. */
function NoScanYet({ clusters }: { clusters: number }) {
  const add = (
    <LinkButton href="/clusters/new" variant="primary">
      {t.clusters.add}
    </LinkButton>
  );
  const scan = (
    <LinkButton href="/scans" variant="primary">
      {t.overview.unscanned.scans}
    </LinkButton>
  );
  return (
    <EmptyState icon={Radar} total={0} title={t.findings.empty.unscanned} actions={clusters === 0 ? add : scan}>
      {t.findings.empty.unscannedDetail}
    </EmptyState>
  );
}

/** Nothing was ever looked at, nothing was ever found, or the filters let nothing through: then which of them, and a way out. */
export async function NothingMatches({ search }: { search: FindingsSearch }) {
  const words = t.findings.empty;
  const clusters = (await listClusters()).filter(({ id }) => !search.cluster || id === search.cluster);
  const known = clusters.length > 0 || !search.cluster;
  if (known && clusters.every(({ lastScan }) => !lastScan)) return <NoScanYet clusters={clusters.length} />;
  const unknownThen = await nothingKnownThen(search);
  if (unknownThen) return unknownThen;
  const active = activeFilters(search);
  if (active.length === 0) {
    return (
      <EmptyState icon={ShieldCheck} title={words.none} total={0}>
        {words.noneDetail}
      </EmptyState>
    );
  }
  const [worst, facets] = await Promise.all([worstFilter(search), facetFindings(queryOf(search))]);
  const values = active
    .filter(({ name }) => name === worst?.name)
    .map(({ name, value }) => filterValue(name, value, facets));
  const name = worst ? t.findings.filters[worst.name] : "";
  return (
    <EmptyState
      icon={SearchX}
      total={0}
      title={words.nothing}
      actions={
        <>
          {worst ? (
            <LinkButton href={href("/findings", searchFields(without(search, worst.name)))} variant="primary">
              {words.without(name)}
            </LinkButton>
          ) : null}
          <LinkButton href="/findings">{t.findings.filters.clear}</LinkButton>
        </>
      }
    >
      {worst && worst.found > 0 ? words.excludes(name, values.join(", "), worst.found) : words.together}
    </EmptyState>
  );
}
