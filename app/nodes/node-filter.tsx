import { FilterChoice, FilterCluster, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
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
      <FilterText name="q" label={words.q} value={q} className="min-w-56 flex-1 sm:max-w-80" />
      <FilterCluster clusters={clusters} value={cluster} words={words} />
      <FilterChoice
        name="reachable"
        label={words.reachable}
        value={reachable}
        every={`${words.reachable}: ${words.anyPort}`}
        options={portSections.map((section) => [section, `${words.reachable}: ${t.words.section[section]}`])}
      />
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
