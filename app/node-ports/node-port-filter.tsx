import { FilterChoice, FilterCluster, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import type { NodePortRegister } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import { isFiltered, type NodePortsSearch } from "./node-ports-search.ts";

const words = t.nodePorts.filters;
const choiceClass = "w-auto max-w-56 max-sm:w-[calc(50%-4px)]";

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
      <FilterText
        name="q"
        label={words.label}
        value={q}
        placeholder={words.search}
        className="min-w-56 flex-1 sm:max-w-72"
      />
      <FilterCluster clusters={clusters} value={cluster} words={words} className={choiceClass} />
      <FilterChoice
        name="namespace"
        label={words.namespace}
        value={namespace}
        every={words.everyNamespace}
        options={options("namespace", (value) => (value === "-" ? words.noNamespace : value))}
        className={choiceClass}
      />
      <FilterChoice
        name="owner"
        label={words.owner}
        value={owner}
        every={words.everyOwner}
        options={options("owner", (value) => (value === "-" ? words.nobody : value))}
        className={choiceClass}
      />
      <FilterChoice
        name="approval"
        label={words.approval}
        value={approval}
        every={words.everyApproval}
        options={options("approval", (value) => t.nodePorts.approval[value as keyof typeof t.nodePorts.approval])}
        className={choiceClass}
      />
      <FilterChoice
        name="forgotten"
        label={words.forgotten}
        value={forgotten}
        every={words.forgottenOrNot}
        options={[
          ["yes", words.onlyForgotten],
          ["no", words.notForgotten],
        ]}
        className={choiceClass}
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
