import { FilterChip } from "../../components/filter-chip.tsx";
import { FilterChoice, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { href } from "../../components/href.ts";
import { Button } from "../../components/ui/button.tsx";
import { Input } from "../../components/ui/field.tsx";
import { Link } from "../../components/ui/link.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import { severities } from "../../lib/domain/severity.ts";
import { feedKinds } from "../../lib/domain/views/change-view.ts";
import * as t from "../../lib/messages/index.ts";
import { chipText } from "./chip-text.ts";
import {
  activeChangeFilters,
  type ChangesSearch,
  changeFields,
  changeFilterNames,
  type KindGroup,
  kindGroupOf,
  kindGroups,
  withoutFilter,
} from "./search-params.ts";

const words = t.changes.filters;

export interface FilterProps {
  search: ChangesSearch;
  clusters: { id: string; name: string }[];
}

const isDay = (text: string | undefined) => text === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Filters without a field of their own go along; so does a time where the field takes a day, and a choice of several. */
function Hidden({ search }: { search: ChangesSearch }) {
  const shown = new Set<string>(["q", "cluster"]);
  if ((search.kind?.length ?? 0) <= 1) shown.add("kind");
  if ((search.severity?.length ?? 0) <= 1) shown.add("severity");
  for (const name of ["from", "to"] as const) if (isDay(search[name])) shown.add(name);
  return changeFilterNames
    .filter((name) => !shown.has(name))
    .flatMap((name) => {
      const value = search[name];
      return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((item) => (
        <input key={`${name}-${item}`} type="hidden" name={name} value={String(item)} />
      ));
    });
}

function Chips({ search, clusters }: FilterProps) {
  const active = activeChangeFilters(search);
  const group = kindGroupOf(search);
  const chips = active.filter(({ name }) => name !== "kind" || group === null);
  if (active.length === 0) return null;
  return (
    <ul aria-label={words.active} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ name, value }) => (
        <li key={`${name}-${value}`}>
          <FilterChip
            name={words[name]}
            value={chipText(name, value, clusters)}
            href={href("/changes", changeFields(withoutFilter(search, name, value)))}
            remove={words.remove}
          />
        </li>
      ))}
      <li>
        <Link href="/changes" className="link ms-1 text-xs">
          {words.clear}
        </Link>
      </li>
    </ul>
  );
}

function Day({ name, search }: { name: "from" | "to"; search: ChangesSearch }) {
  const value = search[name];
  if (!isDay(value)) return null;
  return (
    <label htmlFor={`changes-${name}`} className="flex items-center gap-1.5 text-xs text-ink-2 max-sm:col-span-2">
      <span className="max-sm:w-10">{words[name]}</span>
      <Input
        key={`${name}-${value}`}
        id={`changes-${name}`}
        type="date"
        name={name}
        defaultValue={value ?? ""}
        className="sm:w-auto"
      />
    </label>
  );
}

/** What is asked, in the address and on the screen alike. */
export function FilterBar({ search, clusters }: FilterProps) {
  const group = kindGroupOf(search);
  const names = Object.keys(kindGroups) as KindGroup[];
  return (
    <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-3">
      <FilterForm action="/changes" label={words.label} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <Hidden search={search} />
        <FilterText
          name="q"
          label={words.q}
          value={search.q}
          placeholder={words.qPlaceholder}
          className="max-sm:col-span-2 sm:w-auto sm:min-w-48 sm:max-w-72 sm:flex-1"
        />
        <FilterChoice
          name="cluster"
          label={words.cluster}
          value={search.cluster}
          every={words.everyCluster}
          options={clusters.map(({ id, name }) => [id, name])}
          className="min-w-0 sm:w-auto sm:max-w-48"
        />
        {(search.kind?.length ?? 0) <= 1 ? (
          <FilterChoice
            name="kind"
            label={words.kind}
            value={search.kind?.[0]}
            every={words.anyKind}
            options={feedKinds.map((kind) => [kind, t.changes.kinds[kind]])}
            className="min-w-0 sm:w-auto"
          />
        ) : null}
        {(search.severity?.length ?? 0) <= 1 ? (
          <FilterChoice
            name="severity"
            label={words.severity}
            value={search.severity?.[0]}
            every={words.anySeverity}
            options={severities.map((severity) => [severity, t.words.severity[severity]])}
            className="min-w-0 sm:w-auto"
          />
        ) : null}
        <Day name="from" search={search} />
        <Day name="to" search={search} />
        <Button type="submit">{words.apply}</Button>
      </FilterForm>
      <LinkSwitch
        label={t.changes.groups.label}
        className="max-w-full justify-self-start overflow-x-auto"
        tabs={names.map((name) => ({
          href: href("/changes", { ...changeFields(withoutFilter(search, "kind")), kind: kindGroups[name] }),
          label: t.changes.groups[name],
          current: group === name,
        }))}
      />
      <Chips search={search} clusters={clusters} />
    </div>
  );
}
