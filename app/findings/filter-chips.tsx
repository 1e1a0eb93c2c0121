import { FilterChip } from "../../components/filter-chip.tsx";
import { href } from "../../components/href.ts";
import { Link } from "../../components/ui/link.tsx";
import { type FilterTerm, writeTerm } from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";
import { listClusters } from "../../lib/store/index.ts";
import { termWords } from "./filter-value.ts";
import { type FindingsSearch, searchFields } from "./search-params.ts";
import { readSearch, withTerms } from "./search-terms.ts";

interface Chip {
  key: string;
  name: string;
  value: string;
  without: FindingsSearch;
}

/** A chip for each value that can go without the others; what is left out, or compared, goes as a whole. */
function chipsOf(search: FindingsSearch, terms: readonly FilterTerm[]): Chip[] {
  return terms.flatMap((term, index) => {
    const rest = terms.filter((_, other) => other !== index);
    if (term.not || term.values.length === 1) {
      return [{ key: writeTerm(term), ...termWords(term), without: withTerms(search, rest) }];
    }
    return term.values.map((value) => {
      const less = { ...term, values: term.values.filter((one) => one !== value) };
      const one = { ...term, values: [value] };
      const without = withTerms(search, terms.toSpliced(index, 1, less));
      return { key: writeTerm(one), ...termWords(one), without };
    });
  });
}

/** Every part of what is asked, each with a way to take it away. */
export async function FilterChips({ search }: { search: FindingsSearch }) {
  const { terms } = readSearch(search);
  const { cluster, ...rest } = search;
  const words = t.findings.filters;
  const name = cluster ? ((await listClusters()).find(({ id }) => id === cluster)?.name ?? cluster) : "";
  const clusterChip = {
    key: "cluster",
    name: t.filter.names.cluster,
    value: name,
    without: { ...rest, cursor: undefined },
  };
  const chips = [...(cluster ? [clusterChip] : []), ...chipsOf(search, terms)];
  if (chips.length === 0) return null;
  return (
    <ul aria-label={words.active} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, name: field, value, without }) => (
        <li key={key}>
          <FilterChip
            name={field}
            value={value}
            href={href("/findings", searchFields(without))}
            remove={words.remove}
          />
        </li>
      ))}
      <li>
        <Link
          href={href("/findings", cluster ? { cluster } : { view: "all" })}
          className="link ms-1 inline-block min-h-6 text-xs leading-6"
        >
          {words.clear}
        </Link>
      </li>
    </ul>
  );
}
