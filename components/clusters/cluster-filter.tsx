import * as t from "../../lib/messages/index.ts";
import { FilterCluster } from "../filter-fields.tsx";
import { FilterForm } from "../filter-form.tsx";
import { Button } from "../ui/button.tsx";

interface Props {
  action: string;
  clusters: { id: string; name: string }[];
  cluster: string | undefined;
  /** Other parameters of the address that stay. */
  keep?: Record<string, string | undefined>;
}

/** Narrows a list to one cluster; nothing to choose where there is only one. */
export function ClusterFilter({ action, clusters, cluster, keep = {} }: Props) {
  if (clusters.length < 2) return null;
  const words = t.clusters.filter;
  return (
    <FilterForm action={action} label={words.label} className="mb-4 flex flex-wrap gap-2">
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <FilterCluster clusters={clusters} value={cluster} words={words} className="w-auto max-w-full" />
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
