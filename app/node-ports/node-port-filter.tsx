import { FilterForm } from "../../components/filter-form.tsx";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { Input, Select } from "../../components/ui/field.tsx";
import type { NodePortRegister } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import { isFiltered, type NodePortsSearch } from "./node-ports-search.ts";

const words = t.nodePorts.filters;

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  every: string;
  options: readonly (readonly [value: string, label: string])[];
}

function Choice({ name, label, value, every, options }: ChoiceProps) {
  return (
    <Select
      key={`${name}-${value}`}
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      className="w-auto max-w-56 max-sm:w-[calc(50%-4px)]"
    >
      <option value="">{every}</option>
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}

interface Props {
  search: NodePortsSearch;
  clusters: readonly { id: string; name: string }[];
  facets: NodePortRegister["facets"];
}

/** Filters of the register, each value with how many it leaves. */
export function NodePortFilter({ search, clusters, facets }: Props) {
  const { cluster, q, namespace, owner, approval, forgotten } = search;
  const options = (facet: keyof typeof facets, name: (value: string) => string) =>
    facets[facet].map(({ value, count }) => [value, words.option(name(value), count)] as const);
  return (
    <FilterForm action="/node-ports" label={words.label} className="mb-4 flex flex-wrap gap-2">
      <Input
        key={`q-${q}`}
        type="search"
        name="q"
        maxLength={200}
        defaultValue={q}
        aria-label={words.label}
        placeholder={words.search}
        className="min-w-56 flex-1 sm:max-w-72"
      />
      {clusters.length > 1 ? (
        <Choice
          name="cluster"
          label={words.cluster}
          value={cluster}
          every={words.everyCluster}
          options={clusters.map(({ id, name }) => [id, name])}
        />
      ) : cluster ? (
        <input type="hidden" name="cluster" value={cluster} />
      ) : null}
      <Choice
        name="namespace"
        label={words.namespace}
        value={namespace}
        every={words.everyNamespace}
        options={options("namespace", (value) => (value === "-" ? words.noNamespace : value))}
      />
      <Choice
        name="owner"
        label={words.owner}
        value={owner}
        every={words.everyOwner}
        options={options("owner", (value) => (value === "-" ? words.nobody : value))}
      />
      <Choice
        name="approval"
        label={words.approval}
        value={approval}
        every={words.everyApproval}
        options={options("approval", (value) => t.nodePorts.approval[value as keyof typeof t.nodePorts.approval])}
      />
      <Choice
        name="forgotten"
        label={words.forgotten}
        value={forgotten}
        every={words.forgottenOrNot}
        options={[
          ["yes", words.onlyForgotten],
          ["no", words.notForgotten],
        ]}
      />
      <Button type="submit">{words.apply}</Button>
      {isFiltered(search) ? (
        <LinkButton href="/node-ports" variant="quiet">
          {t.nodePorts.clear}
        </LinkButton>
      ) : null}
    </FilterForm>
  );
}
