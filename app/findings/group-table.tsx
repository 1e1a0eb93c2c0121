import { Groups } from "../../components/findings/groups.tsx";
import type { ListedGroup } from "../../components/findings/list-entry.ts";
import { findCheck } from "../../lib/checks/index.ts";
import type { FindingGroup } from "../../lib/domain/views/finding-view.ts";
import type { RecheckScope } from "../../lib/domain/views/recheck-group-view.ts";
import { searchFields } from "./filter-bar.tsx";
import { readListSettings } from "./list-settings.ts";
import type { FindingsSearch } from "./search-params.ts";

interface Props {
  groups: FindingGroup[];
  by: "check" | "node";
  search: FindingsSearch;
  /** Whose findings "mine" are. */
  me: string;
  /** Findings that match. */
  total: number;
  /** RFC 3339; when the groups were read. */
  readAt: string;
}

/** What lies on no node has no node to look at again; its findings are re-checked by check or one by one. */
function scopeOf({ key, nodeId }: FindingGroup, by: Props["by"], search: FindingsSearch): RecheckScope | null {
  // What stood then may long be gone: it is looked at, and nothing is done to it.
  if (search.at) return null;
  if (by === "node") return nodeId ? { kind: "node", nodeId } : null;
  return { kind: "check", checkId: key, ...(search.cluster ? { clusterId: search.cluster } : {}) };
}

function listedGroup(group: FindingGroup, by: Props["by"], search: FindingsSearch): ListedGroup {
  const { key, nodeId, clusterId, clusterName, title, worst, count, counts, oldestFailingSince, nodes } = group;
  const ofNode = nodeId ? { node: nodeId } : { cluster: clusterId, node: "-" };
  return {
    key: `${clusterName}-${key}`,
    title: by === "check" ? (findCheck(title)?.title ?? title) : title,
    clusterName: by === "node" ? clusterName : null,
    nodes: by === "check" ? nodes : null,
    worst,
    count,
    counts,
    oldestFailingSince,
    fields: by === "check" ? { check: key } : ofNode,
    scope: scopeOf(group, by, search),
  };
}

/** Findings put together by check or node; a group unfolds, and its number leads to the list of its own. */
export async function groupTable({ groups, by, search, me, total, readAt }: Props) {
  const fields = searchFields({ ...search, group: "finding", cursor: undefined });
  const settings = await readListSettings(search, me);
  return (
    <Groups
      key={JSON.stringify([fields, by])}
      groups={groups.map((group) => listedGroup(group, by, search))}
      search={fields}
      settings={{ ...settings, heads: {}, total, readAt }}
    />
  );
}
