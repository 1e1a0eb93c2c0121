import { FilterChoice, FilterCluster, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { Input } from "../../components/ui/field.tsx";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { type ExposuresSearch, isFiltered, shownStates } from "./exposures-search.ts";

const words = t.timeline.exposures.filters;

/** Filters of the list of ports; an instant that is asked for stays. */
export function ExposureFilter({
  search,
  clusters,
}: {
  search: ExposuresSearch;
  clusters: readonly { id: string; name: string }[];
}) {
  const { cluster, section, vantage, state, port, protocol, node, at } = search;
  return (
    <FilterForm action="/exposures" label={words.label} className="mb-4 flex flex-wrap gap-2">
      <Input
        key={`port-${port}`}
        type="search"
        inputMode="numeric"
        name="port"
        defaultValue={port}
        aria-label={words.port}
        placeholder={words.port}
        className="w-24"
      />
      <FilterText name="node" label={words.node} value={node} className="w-44" />
      <FilterCluster clusters={clusters} value={cluster} words={words} />
      <FilterChoice
        name="section"
        label={words.section}
        value={section}
        every={words.everySection}
        options={portSections.map((value) => [value, t.words.section[value]])}
      />
      <FilterChoice
        name="vantage"
        label={words.vantage}
        value={vantage}
        every={words.everyVantage}
        options={vantageKinds.map((value) => [value, t.words.vantage[value]])}
      />
      <FilterChoice
        name="state"
        label={words.state}
        value={state}
        options={shownStates.map((value) => [value, value === "any" ? words.anyState : t.words.portState[value]])}
      />
      {protocol ? <input type="hidden" name="protocol" value={protocol} /> : null}
      {at ? <input type="hidden" name="at" value={at} /> : null}
      <Button type="submit">{words.apply}</Button>
      {isFiltered(search) ? (
        <LinkButton href={at ? `/exposures?at=${encodeURIComponent(at)}` : "/exposures"} variant="quiet">
          {words.clear}
        </LinkButton>
      ) : null}
    </FilterForm>
  );
}
