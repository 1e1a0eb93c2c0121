import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Input, Select } from "../../components/ui/field.tsx";
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
      <Input
        key={`q-${q}`}
        type="search"
        name="q"
        maxLength={200}
        defaultValue={q}
        aria-label={words.label}
        placeholder={words.placeholder}
        className="min-w-56 flex-1 sm:max-w-96"
      />
      <Select
        key={`component-${component}`}
        name="component"
        aria-label={words.component}
        defaultValue={component ?? ""}
        className="w-auto"
      >
        <option value="">{words.everyComponent}</option>
        {components
          .filter((one) => counts.has(one))
          .map((one) => (
            <option key={one} value={one}>
              {words.counted(t.words.component[one], counts.get(one) ?? 0)}
            </option>
          ))}
      </Select>
      <Select key={`tier-${tier}`} name="tier" aria-label={words.tier} defaultValue={tier ?? ""} className="w-auto">
        <option value="">{words.everyTier}</option>
        {tiers.map((one) => (
          <option key={one} value={one}>
            {words.tierName(one)}
          </option>
        ))}
      </Select>
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
