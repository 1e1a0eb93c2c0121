import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Input, Select } from "../../components/ui/field.tsx";
import { type PortSection, portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";

interface Props {
  clusters: { id: string; name: string }[];
  cluster: string | undefined;
  q: string | undefined;
  reachable: PortSection | undefined;
}

const words = t.nodes.filters;

export function NodeFilter({ clusters, cluster, q, reachable }: Props) {
  return (
    <FilterForm action="/nodes" label={words.label} className="mb-4 flex flex-wrap gap-2">
      <input type="hidden" name="view" value="table" />
      <Input
        key={`q-${q}`}
        type="search"
        name="q"
        maxLength={200}
        defaultValue={q}
        aria-label={words.q}
        placeholder={words.q}
        className="min-w-56 flex-1 sm:max-w-80"
      />
      {clusters.length > 1 ? (
        <Select key={cluster} name="cluster" aria-label={words.cluster} defaultValue={cluster ?? ""} className="w-auto">
          <option value="">{words.everyCluster}</option>
          {clusters.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : cluster ? (
        <input type="hidden" name="cluster" value={cluster} />
      ) : null}
      <Select
        key={`reachable-${reachable}`}
        name="reachable"
        aria-label={words.reachable}
        defaultValue={reachable ?? ""}
        className="w-auto"
      >
        <option value="">{`${words.reachable}: ${words.anyPort}`}</option>
        {portSections.map((section) => (
          <option key={section} value={section}>
            {`${words.reachable}: ${t.words.section[section]}`}
          </option>
        ))}
      </Select>
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
