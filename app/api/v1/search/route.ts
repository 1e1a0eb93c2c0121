import { href } from "../../../../components/href.ts";
import { type SearchAnswer, type SearchHit, searchKinds } from "../../../../lib/domain/views/search-view.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { type Found, requireCluster, searchStore } from "../../../../lib/store/index.ts";
import { searchQuery } from "../../inputs.ts";
import { findByWord } from "./find-by-word.ts";

const joined = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join(" · ");

function hitsOf({ clusters, nodes, services, views, findings }: Found): SearchHit[] {
  return [
    ...clusters.map(
      ({ id, name, target }): SearchHit => ({
        ...{ id, kind: "cluster", label: name, detail: target, href: `/clusters/${id}` },
      }),
    ),
    ...nodes.map(
      ({ id, name, clusterName, roles }): SearchHit => ({
        ...{ id, kind: "node", label: name, detail: joined([clusterName, ...roles]), href: `/nodes/${id}` },
      }),
    ),
    ...services.map(
      ({ clusterId, clusterName, namespace, name, ports }): SearchHit => ({
        id: `${clusterId} ${namespace}/${name}`,
        kind: "service",
        label: `${namespace ?? ""}/${name}`,
        detail: joined([clusterName, ports.join(", ")]),
        href: href("/node-ports", { cluster: clusterId, namespace, q: name }),
      }),
    ),
    ...views.map(({ id, name }): SearchHit => ({ id, kind: "view", label: name, detail: null, href: `/views/${id}` })),
    ...findings.map(
      ({ id, headline, severity, clusterName, nodeName }): SearchHit => ({
        ...{ id, kind: "finding", label: headline, detail: joined([nodeName, clusterName]), severity },
        href: `/findings/${id}`,
      }),
    ),
  ];
}

export const GET = guardRoute("read", searchQuery, async ({ q, cluster }, { identity }): Promise<SearchAnswer> => {
  await requireCluster(cluster);
  const found = await searchStore({ text: q, clusterId: cluster, personId: identity.id });
  const hits = [...hitsOf(found), ...findByWord(q)];
  const exact = q.trim().toLowerCase();
  const isExact = ({ id, label }: SearchHit) => label.toLowerCase() === exact || id.toLowerCase() === exact;
  const groups = searchKinds.map((kind) => hits.filter((hit) => hit.kind === kind).slice(0, 8));
  // What is called exactly so comes first, whatever it is.
  return {
    items: [...groups.filter((group) => group.some(isExact)), ...groups.filter((group) => !group.some(isExact))].flat(),
  };
});
