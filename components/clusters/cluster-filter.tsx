import * as t from "../../lib/messages/index.ts";
import { FilterForm } from "../filter-form.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";

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
      <Select
        key={cluster}
        name="cluster"
        aria-label={words.cluster}
        defaultValue={cluster ?? ""}
        className="w-auto max-w-full"
      >
        <option value="">{words.everyCluster}</option>
        {clusters.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
