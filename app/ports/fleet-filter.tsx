import { FilterChoice, FilterCluster, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { href } from "../../components/href.ts";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { protocols } from "../../lib/domain/port-state.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { fleetPortSorts, portExpectations } from "../../lib/domain/views/port-view.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { type FleetPortsSearch, fleetPortFields, isFiltered } from "./fleet-ports-search.ts";

const words = t.fleetPorts.filters;
const choiceClass = "w-auto max-sm:w-[calc(50%-4px)]";

interface Props {
  search: FleetPortsSearch;
  clusters: readonly { id: string; name: string }[];
  unexpected: number;
}

/** Filters and order of the open ports; all of them stand in the address. */
export function FleetFilter({ search, clusters, unexpected }: Props) {
  const { cluster, q, section, vantage, protocol, expectation, sort } = search;
  const fields = fleetPortFields(search);
  return (
    <FilterForm action="/ports" label={words.label} className="mb-4 flex flex-wrap gap-2">
      <FilterText
        name="q"
        label={words.label}
        value={q}
        placeholder={words.search}
        className="min-w-56 flex-1 sm:max-w-72"
      />
      <FilterCluster clusters={clusters} value={cluster} words={words} className={choiceClass} />
      <FilterChoice
        name="expectation"
        label={words.expectation}
        value={expectation}
        every={words.anyExpectation}
        options={portExpectations.map((value) => [value, t.fleetPorts.expectation[value]])}
        className={choiceClass}
      />
      <FilterChoice
        name="section"
        label={words.section}
        value={section}
        every={words.everySection}
        options={portSections.map((value) => [value, t.words.section[value]])}
        className={choiceClass}
      />
      <FilterChoice
        name="vantage"
        label={words.vantage}
        value={vantage}
        every={words.everyVantage}
        options={vantageKinds.map((value) => [value, t.words.vantage[value]])}
        className={choiceClass}
      />
      <FilterChoice
        name="protocol"
        label={words.protocol}
        value={protocol}
        every={words.bothProtocols}
        options={protocols.map((value) => [value, value])}
        className={choiceClass}
      />
      <FilterChoice
        name="sort"
        label={words.sort}
        value={sort ?? "worst"}
        options={fleetPortSorts.map((value) => [value, t.fleetPorts.sorts[value]])}
        className={choiceClass}
      />
      <Button type="submit">{words.apply}</Button>
      {unexpected > 0 && !expectation ? (
        <LinkButton href={href("/ports", { ...fields, expectation: "unexpected" })} data-count={unexpected}>
          {t.fleetPorts.onlyUnexpected(unexpected)}
        </LinkButton>
      ) : null}
      {isFiltered(search) ? (
        <LinkButton href="/ports" variant="quiet">
          {t.fleetPorts.clear}
        </LinkButton>
      ) : null}
    </FilterForm>
  );
}
