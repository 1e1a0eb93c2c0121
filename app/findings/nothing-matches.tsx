import { Radar, SearchX, ShieldCheck } from "lucide-react";
import { href } from "../../components/href.ts";
import { LinkButton } from "../../components/ui/button.tsx";
import { EmptyState } from "../../components/ui/state.tsx";
import type { Severity } from "../../lib/domain/severity.ts";
import * as t from "../../lib/messages/index.ts";
import { countFindings, listClusters } from "../../lib/store/index.ts";
import { nothingKnownThen } from "../nothing-known-then.tsx";
import { termWords } from "./filter-value.ts";
import { type FindingsSearch, queryOf, searchFields } from "./search-params.ts";
import { readSearch, withTerms } from "./search-terms.ts";

const sum = (counts: Record<Severity, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

interface Without {
  name: string;
  value: string;
  search: FindingsSearch;
  found: number;
}

/** Which part of the filter, taken away alone, would let the most through. */
async function worstPart(search: FindingsSearch, me: string | undefined): Promise<Without | undefined> {
  const { terms } = readSearch(search);
  const found = await Promise.all(
    terms.map(async (term, index) => {
      const rest = withTerms(search, terms.toSpliced(index, 1));
      return { ...termWords(term), search: rest, found: sum(await countFindings(queryOf(rest, me))) };
    }),
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
export async function NothingMatches({ search, me }: { search: FindingsSearch; me?: string | undefined }) {
  const words = t.findings.empty;
  const clusters = (await listClusters()).filter(({ id }) => !search.cluster || id === search.cluster);
  const known = clusters.length > 0 || !search.cluster;
  if (known && clusters.every(({ lastScan }) => !lastScan)) return <NoScanYet clusters={clusters.length} />;
  const unknownThen = await nothingKnownThen(search);
  if (unknownThen) return unknownThen;
  if (readSearch(search).terms.length === 0 && !search.cluster) {
    return (
      <EmptyState icon={ShieldCheck} title={words.none} total={0}>
        {words.noneDetail}
      </EmptyState>
    );
  }
  const worst = await worstPart(search, me);
  return (
    <EmptyState
      icon={SearchX}
      total={0}
      title={words.nothing}
      actions={
        <>
          {worst ? (
            <LinkButton href={href("/findings", searchFields(worst.search))} variant="primary">
              {words.without(worst.name)}
            </LinkButton>
          ) : null}
          <LinkButton href="/findings?view=all">{t.findings.filters.clear}</LinkButton>
        </>
      }
    >
      {worst && worst.found > 0 ? words.excludes(worst.name, worst.value, worst.found) : words.together}
    </EmptyState>
  );
}
