import { X } from "lucide-react";
import { FilterForm } from "../../components/filter-form.tsx";
import { href } from "../../components/href.ts";
import { SeverityShape } from "../../components/severity-shape.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Input, Select } from "../../components/ui/field.tsx";
import { Link } from "../../components/ui/link.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import { findCheck } from "../../lib/checks/index.ts";
import { findingStates } from "../../lib/domain/finding-state.ts";
import { type Severity, severities } from "../../lib/domain/severity.ts";
import { type FindingFacets, findingGroups } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { filterValue } from "./filter-value.ts";
import { activeFilters, type FindingsSearch, without } from "./search-params.ts";

interface Props {
  search: FindingsSearch;
  facets: FindingFacets;
}

const words = t.findings.filters;
const hidden = ["cluster", "node", "port", "verdict", "severity", "sort"] as const;
const parts = ["namespace", "role", "distribution"] as const;

function HiddenFields({ search, facets }: Props) {
  const group = search.group === "finding" ? [] : [["group", search.group] as const];
  const kept = [...hidden, ...parts.filter((name) => !hasChoice(name, facets))].flatMap((name) => {
    const value = search[name];
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(
      (item) => [name, String(item)] as const,
    );
  });
  return [...kept, ...group].map(([name, value]) => (
    <input key={`${name}-${value}`} type="hidden" name={name} value={value} />
  ));
}

const facetOf = { namespace: "namespace", role: "nodeRole", distribution: "distribution" } as const;

/** A filter with one value or none is no choice. */
const hasChoice = (name: (typeof parts)[number], facets: FindingFacets) => facets[facetOf[name]].length > 1;

function PartChoice({ name, search, facets }: Props & { name: (typeof parts)[number] }) {
  if (!hasChoice(name, facets)) return null;
  const options = facets[facetOf[name]].map(({ id, count }) => {
    const value = id === "" ? "-" : id;
    return { id: value, label: words.option(filterValue(name, value, facets), count) };
  });
  return (
    <Choice
      name={name}
      label={words[name]}
      value={search[name]?.[0]}
      options={[{ id: "", label: `${words[name]}: ${words.any}` }, ...options]}
    />
  );
}

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: { id: string; label: string }[];
}) {
  return (
    <Select
      key={value}
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      className="min-w-0 sm:w-auto sm:max-w-60"
    >
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

function SeverityToggles({ search, facets }: Props) {
  const chosen = search.severity ?? [];
  const toggled = (severity: Severity) =>
    chosen.includes(severity)
      ? without(search, "severity", severity)
      : { ...search, cursor: undefined, severity: [...chosen, severity] };
  return (
    <ul aria-label={words.severity} className="nums flex flex-wrap gap-1.5">
      {severities.map((severity) => {
        const on = chosen.length === 0 || chosen.includes(severity);
        const count = facets.severity[severity];
        return (
          <li key={severity}>
            <Link
              href={href("/findings", searchFields(toggled(severity)))}
              scroll={false}
              // With a severity chosen already, the link leads to more than this one.
              data-count={chosen.length === 0 ? count : undefined}
              aria-current={chosen.includes(severity) ? "true" : undefined}
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

/** A search as parameters of an address; what is the default is left out. */
export function searchFields({ group, ...rest }: FindingsSearch) {
  return { ...rest, group: group === "finding" ? undefined : group };
}

function Chips({ search, facets }: Props) {
  const active = activeFilters(search).filter(({ name }) => name !== "severity");
  if (active.length === 0) return null;
  return (
    <ul aria-label={words.active} className="flex flex-wrap items-center gap-1.5">
      {active.map(({ name, value }) => {
        const shown = filterValue(name, value, facets);
        return (
          <li key={`${name}-${value}`}>
            <Link
              href={href("/findings", searchFields(without(search, name, value)))}
              scroll={false}
              className="inline-flex h-6 max-w-80 items-center gap-1 rounded-sm bg-accent-wash pe-1 ps-2 text-xs text-accent hover:underline"
            >
              <span className="shrink-0">{words[name]}</span>
              <span className="truncate font-medium">{shown}</span>
              <X aria-hidden className="size-3.5 shrink-0" />
              <span className="sr-only">{words.remove}</span>
            </Link>
          </li>
        );
      })}
      <li>
        <Link href={href("/findings", { cluster: search.cluster })} className="link ms-1 text-xs">
          {words.clear}
        </Link>
      </li>
    </ul>
  );
}

/** What is asked, in the address and on the screen alike: every part is a link or a form field. */
export function FilterBar({ search, facets }: Props) {
  const counted = (label: string, count: number) => words.option(label, count);
  const title = (id: string) => findCheck(id)?.title ?? id;
  const component = facets.component.map(({ id, count }) => ({
    id,
    label: counted(filterValue("component", id, facets), count),
  }));
  const check = facets.check.map(({ id, count }) => ({ id, label: counted(title(id), count) }));
  const state = findingStates.map((id) => ({ id, label: counted(t.words.findingState[id], facets.state[id]) }));
  const any = (label: string) => ({ id: "", label });
  return (
    <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-3">
      <FilterForm action="/findings" label={words.label} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <HiddenFields search={search} facets={facets} />
        <Input
          key={search.q}
          type="search"
          name="q"
          maxLength={200}
          defaultValue={search.q}
          aria-label={words.q}
          placeholder={words.qPlaceholder}
          className="max-sm:col-span-2 sm:w-auto sm:min-w-56 sm:max-w-80 sm:flex-1"
        />
        <Choice
          name="component"
          label={words.component}
          value={search.component?.[0]}
          options={[any(`${words.component}: ${words.any}`), ...component]}
        />
        <Choice
          name="check"
          label={words.check}
          value={search.check?.[0]}
          options={[any(`${words.check}: ${words.any}`), ...check]}
        />
        <Choice
          name="state"
          label={words.state}
          value={search.state?.[0]}
          options={[any(words.openStates), ...state, { id: "all", label: words.everyState }]}
        />
        {parts.map((name) => (
          <PartChoice key={name} name={name} search={search} facets={facets} />
        ))}
        <label
          htmlFor="findings-at"
          title={words.atHint}
          className="flex items-center gap-1.5 text-xs text-ink-2 max-sm:col-span-2"
        >
          <span className="shrink-0">{words.at}</span>
          <Input
            key={`at-${search.at}`}
            id="findings-at"
            type="date"
            name="at"
            defaultValue={search.at?.slice(0, 10)}
            className="sm:w-auto"
          />
        </label>
        <Button type="submit">{words.apply}</Button>
      </FilterForm>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SeverityToggles search={search} facets={facets} />
        <LinkSwitch
          label={t.findings.group.label}
          tabs={findingGroups.map((group) => ({
            href: href("/findings", searchFields({ ...search, group, cursor: undefined })),
            label: t.findings.group[group],
            current: search.group === group,
          }))}
        />
      </div>
      <Chips search={search} facets={facets} />
    </div>
  );
}
