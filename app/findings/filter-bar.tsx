import { FacetBar } from "../../components/filter/facet-bar.tsx";
import { FilterBox } from "../../components/filter/filter-box.tsx";
import { FilterHelp } from "../../components/filter/filter-help.tsx";
import { ViewsMenu } from "../../components/filter/views-menu.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { listToolsId } from "../../components/findings/list-tools-place.ts";
import { href } from "../../components/href.ts";
import { SeverityShape } from "../../components/severity-shape.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Link } from "../../components/ui/link.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import {
  asksAbout,
  asksFor,
  type FilterField,
  fieldsOfToday,
  foldTerms,
  maxFilterLength,
  toggleValue,
} from "../../lib/domain/filter-language/index.ts";
import { severities } from "../../lib/domain/severity.ts";
import { type FindingQuery, findingGroups } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { type FilterNumbers, hasZones } from "../../lib/store/index.ts";
import { FilterChips } from "./filter-chips.tsx";
import { FilterProblems } from "./filter-problems.tsx";
import { type FindingsSearch, searchFields } from "./search-params.ts";
import { readSearch, withTerms } from "./search-terms.ts";

export { searchFields };

interface Props {
  search: FindingsSearch;
  /** null where nothing is read: the filter's text is wrong. */
  facets: FilterNumbers | null;
}

const words = t.findings.filters;
const problemsId = "findings-filter-problems";

function SeverityToggles({ search, facets }: { search: FindingsSearch; facets: FilterNumbers }) {
  const { terms } = readSearch(search);
  const anyChosen = asksAbout(terms, "severity");
  // Comparisons and what is left out say it too.
  const listed = foldTerms<FindingQuery>({ where: terms }).severity ?? severities;
  return (
    <ul aria-label={words.severity} className="nums flex flex-wrap gap-1.5">
      {severities.map((severity) => {
        const chosen = asksFor(terms, "severity", severity);
        const on = listed.includes(severity);
        const count = facets.severity[severity];
        return (
          <li key={severity}>
            <Link
              href={href("/findings", searchFields(withTerms(search, toggleValue(terms, "severity", severity))))}
              scroll={false}
              // With a severity chosen already, the link leads to more than this one.
              data-count={anyChosen ? undefined : count}
              aria-current={chosen ? "true" : undefined}
              className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong px-2.5 text-sm hover:bg-sunken aria-[current=true]:border-ink aria-[current=true]:bg-sunken"
            >
              <SeverityShape shape={severity} className={on ? "" : "opacity-40"} />
              <span className={on ? "" : "text-ink-3"}>{t.words.severity[severity]}</span>
              <span className={on && count > 0 ? "font-semibold" : "text-ink-3"}>{count}</span>
              <span className="sr-only">{on ? t.findings.shown : t.findings.notShown}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** A field with one value or none is no choice. */
async function facetFields({ several }: FilterNumbers): Promise<FilterField[]> {
  return [
    ...(["state", "component", "check", "node", "port", "vantage", "assignee", "due"] as const),
    ...several.map((part): FilterField => (part === "nodeRole" ? "role" : part)),
    ...((await hasZones()) ? (["zone"] as const) : []),
  ];
}

async function Facets({ search, facets }: { search: FindingsSearch; facets: FilterNumbers }) {
  const { terms, text } = readSearch(search);
  const buttons = (await facetFields(facets)).map((field) => ({
    field,
    name: t.filter.names[field],
    label: t.filter.facet.open(t.filter.names[field]),
    isAsked: asksAbout(terms, field),
  }));
  return <FacetBar label={t.filter.facet.label} facets={buttons} text={text} />;
}

/** Says of a past day what is nevertheless as of today. */
function OfToday({ search }: { search: FindingsSearch }) {
  const { terms } = readSearch(search);
  const asked = fieldsOfToday.filter((field) => asksAbout(terms, field));
  if (!asksAbout(terms, "at") || asked.length === 0) return null;
  return (
    <p className="text-xs text-ink-2">{t.filter.ofToday(asked.map((field) => t.filter.names[field]).join(", "))}</p>
  );
}

/** What is asked, in the address and on the screen alike: the text of the box is all of it, and every part a link. */
export function FilterBar({ search, facets }: Props) {
  const { text, problems } = readSearch(search);
  const isWrong = problems.length > 0;
  return (
    <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-3 print:hidden">
      <div className="flex flex-wrap items-start gap-2">
        <FilterForm action="/findings" label={words.label} className="flex min-w-0 flex-1 gap-2 max-sm:basis-full">
          {search.cluster ? <input type="hidden" name="cluster" value={search.cluster} /> : null}
          {search.sort ? <input type="hidden" name="sort" value={search.sort} /> : null}
          {search.group === "finding" ? null : <input type="hidden" name="group" value={search.group} />}
          <div className="relative min-w-0 flex-1">
            <FilterBox
              key={text}
              id="findings-filter"
              cluster={search.cluster ?? null}
              defaultValue={text}
              maxLength={maxFilterLength}
              aria-label={t.filter.box}
              placeholder={t.filter.placeholder}
              className="px-2.5 font-mono text-[13px] [font-feature-settings:'calt'_0,'liga'_0] placeholder:font-sans aria-invalid:border-critical"
              {...(isWrong ? { "aria-invalid": true as const, "aria-describedby": problemsId } : {})}
            />
          </div>
          <Button type="submit">{t.filter.apply}</Button>
        </FilterForm>
        <FilterHelp label={t.filter.help} />
        <ViewsMenu label={t.filter.views.label} menu={t.filter.views.menu} />
      </div>
      <FilterProblems search={search} text={text} problems={problems} id={problemsId} />
      {facets ? (
        <>
          <Facets search={search} facets={facets} />
          <FilterChips search={search} />
          <OfToday search={search} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <SeverityToggles search={search} facets={facets} />
            <div className="flex flex-wrap items-center gap-2">
              <LinkSwitch
                label={t.findings.group.label}
                tabs={findingGroups.map((group) => ({
                  href: href("/findings", searchFields({ ...search, group, cursor: undefined })),
                  label: t.findings.group[group],
                  current: search.group === group,
                }))}
              />
              {/* Filled by the list once its script runs: as much room is kept as its buttons take. */}
              <div
                id={listToolsId}
                className="flex min-h-7 items-center gap-1 sm:min-w-40 [@media(scripting:none)]:hidden"
              />
            </div>
          </div>
        </>
      ) : null}
    </div>
  );
}
