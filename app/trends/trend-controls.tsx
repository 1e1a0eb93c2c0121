import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Field, Input, Select } from "../../components/ui/field.tsx";
import { LinkSwitch } from "../../components/ui/link-tabs.tsx";
import { trendDimensions } from "../../lib/domain/views/trends-view.ts";
import * as t from "../../lib/messages/index.ts";
import type { TrendsSearch } from "./search-trends.ts";
import { noneOfThem, trendsHref } from "./trend-links.ts";
import { trendLengths } from "./trend-range.ts";

interface Props {
  search: TrendsSearch;
  clusters: { id: string; name: string }[];
  /** Values of the chosen dimension, and the one that is shown. */
  values: string[];
  value: string | undefined;
  /** The days as they are shown, or as they were typed. */
  days: { from: string; to: string; preset: number | null };
  errors: { from?: string; to?: string };
}

/** What a form carries along beside its own fields. */
function Kept({ search, names }: { search: TrendsSearch; names: readonly (keyof TrendsSearch)[] }) {
  const defaults: Partial<TrendsSearch> = { by: "all", rules: "then" };
  return names.map((name) => {
    const value = search[name];
    return value === undefined || value === defaults[name] ? null : (
      <input key={name} type="hidden" name={name} value={String(value)} />
    );
  });
}

function Lengths({ search, days }: Pick<Props, "search" | "days">) {
  return (
    <LinkSwitch
      className="sm:mt-6"
      label={t.trendChoices.range.label}
      tabs={trendLengths.map((length) => ({
        href: trendsHref({ ...search, from: undefined, to: undefined, days: length }),
        label: t.time.lastDays(length),
        current: days.preset === length,
      }))}
    />
  );
}

function OwnDays({ search, days, errors }: Pick<Props, "search" | "days" | "errors">) {
  const field = (name: "from" | "to") => {
    const error = errors[name];
    return (
      <Field id={`trend-${name}`} label={t.trendChoices.range[name]} error={error} className="w-full sm:w-40">
        <Input
          // A text field where the value fits no date: a date field would drop what was typed.
          key={days[name]}
          type={error ? "text" : "date"}
          id={`trend-${name}`}
          name={name}
          required
          defaultValue={days[name]}
          {...(error ? { "aria-invalid": true, "aria-describedby": `trend-${name}-error` } : {})}
        />
      </Field>
    );
  };
  return (
    <FilterForm action="/trends" label={t.trendChoices.range.form} className="flex min-w-0 flex-wrap items-start gap-2">
      <Kept search={search} names={["cluster", "by", "value", "rules"]} />
      {field("from")}
      {field("to")}
      <Button type="submit" className="sm:mt-6">
        {t.trendChoices.range.apply}
      </Button>
    </FilterForm>
  );
}

function Part({ search, values, value }: Pick<Props, "search" | "values" | "value">) {
  const { by } = search;
  return (
    <>
      <LinkSwitch
        label={t.trendChoices.part.label}
        tabs={trendDimensions.map((dimension) => ({
          href: trendsHref({ ...search, by: dimension, value: undefined }),
          label: t.trendChoices.part[dimension],
          current: by === dimension,
        }))}
      />
      {by !== "all" && values.length > 0 ? (
        <FilterForm action="/trends" label={t.trendChoices.part.choose[by]} className="flex gap-2">
          <Kept search={search} names={["cluster", "days", "from", "to", "by", "rules"]} />
          <Select
            key={value}
            name="value"
            aria-label={t.trendChoices.part.choose[by]}
            defaultValue={value === "" ? noneOfThem : value}
            className="w-auto max-w-60"
          >
            {values.map((each) => (
              <option key={each} value={each === "" ? noneOfThem : each}>
                {each === "" ? t.trendChoices.part.none : each}
              </option>
            ))}
          </Select>
          <Button type="submit">{t.trendChoices.part.apply}</Button>
        </FilterForm>
      ) : null}
    </>
  );
}

function Clusters({ search, clusters }: Pick<Props, "search" | "clusters">) {
  if (clusters.length < 2) return null;
  return (
    <FilterForm action="/trends" label={t.trendChoices.part.cluster} className="flex gap-2">
      <Kept search={search} names={["days", "from", "to", "by", "rules"]} />
      <Select
        key={search.cluster}
        name="cluster"
        aria-label={t.trendChoices.part.cluster}
        defaultValue={search.cluster ?? ""}
        className="w-auto max-w-60"
      >
        <option value="">{t.trendChoices.part.everyCluster}</option>
        {clusters.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Button type="submit">{t.trendChoices.part.apply}</Button>
    </FilterForm>
  );
}

/** Of what and of which days: all of it stands in the address. */
export function TrendControls({ search, clusters, values, value, days, errors }: Props) {
  return (
    <div className="mb-6 grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <Lengths search={search} days={days} />
        <OwnDays search={search} days={days} errors={errors} />
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Clusters search={search} clusters={clusters} />
        <Part search={search} values={values} value={value} />
      </div>
    </div>
  );
}
