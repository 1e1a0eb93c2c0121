import { FilterChoice, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
import { type Component, components } from "../../lib/domain/check.ts";
import * as t from "../../lib/messages/index.ts";
import type { CheckSearch } from "./search-checks.ts";

const words = t.checks.search;

interface Props {
  search: CheckSearch;
  /** How many checks each component has. */
  counts: Map<Component, number>;
  tiers: readonly number[];
}

export function CheckFilter({ search: { q, component, tier }, counts, tiers }: Props) {
  return (
    <FilterForm action="/checks" label={words.label} className="mb-3 flex flex-wrap gap-2">
      <FilterText
        name="q"
        label={words.label}
        value={q}
        placeholder={words.placeholder}
        className="min-w-56 flex-1 sm:max-w-96"
      />
      <FilterChoice
        name="component"
        label={words.component}
        value={component}
        every={words.everyComponent}
        options={components
          .filter((one) => counts.has(one))
          .map((one) => [one, words.counted(t.words.component[one], counts.get(one) ?? 0)])}
      />
      <FilterChoice
        name="tier"
        label={words.tier}
        value={tier}
        every={words.everyTier}
        options={tiers.map((one) => [one, words.tierName(one)])}
      />
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
