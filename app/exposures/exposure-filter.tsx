import { FilterForm } from "../../components/filter-form.tsx";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { Input, Select } from "../../components/ui/field.tsx";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { type ExposuresSearch, isFiltered, shownStates } from "./exposures-search.ts";

const words = t.timeline.exposures.filters;

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  /** Left out where one of the options is the usual one. */
  every?: string;
  options: readonly { value: string; label: string }[];
}

function Choice({ name, label, value, every, options }: ChoiceProps) {
  return (
    <Select key={`${name}-${value}`} name={name} aria-label={label} defaultValue={value ?? ""} className="w-auto">
      {every === undefined ? null : <option value="">{every}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

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
      <Input
        key={`node-${node}`}
        type="search"
        name="node"
        maxLength={200}
        defaultValue={node}
        aria-label={words.node}
        placeholder={words.node}
        className="w-44"
      />
      {clusters.length > 1 ? (
        <Choice
          name="cluster"
          label={words.cluster}
          value={cluster}
          every={words.everyCluster}
          options={clusters.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : cluster ? (
        <input type="hidden" name="cluster" value={cluster} />
      ) : null}
      <Choice
        name="section"
        label={words.section}
        value={section}
        every={words.everySection}
        options={portSections.map((value) => ({ value, label: t.words.section[value] }))}
      />
      <Choice
        name="vantage"
        label={words.vantage}
        value={vantage}
        every={words.everyVantage}
        options={vantageKinds.map((value) => ({ value, label: t.words.vantage[value] }))}
      />
      <Choice
        name="state"
        label={words.state}
        value={state}
        options={shownStates.map((value) => ({
          value,
          label: value === "any" ? words.anyState : t.words.portState[value],
        }))}
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
