import { CountLink } from "../../components/count-link.tsx";
import { FailingFor } from "../../components/failing-for.tsx";
import { href } from "../../components/href.ts";
import { RecheckGroupPanel } from "../../components/recheck-group-panel.tsx";
import { RowKeys } from "../../components/row-keys.tsx";
import { SeverityBadge } from "../../components/severity-badge.tsx";
import { SeverityCounts } from "../../components/severity-counts.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { findCheck } from "../../lib/checks/index.ts";
import type { Severity } from "../../lib/domain/severity.ts";
import type { FindingGroup } from "../../lib/domain/views/finding-view.ts";
import type { RecheckScope } from "../../lib/domain/views/recheck-group-view.ts";
import * as t from "../../lib/messages/index.ts";
import { recheckGroup } from "../recheck-group-action.ts";
import { searchFields } from "./filter-bar.tsx";
import type { FindingsSearch } from "./search-params.ts";

interface Props {
  groups: FindingGroup[];
  by: "check" | "node";
  search: FindingsSearch;
}

/** What lies on no node has no node to look at again; its findings are re-checked by check or one by one. */
function GroupRecheck({ scope, of }: { scope: RecheckScope | null; of: string }) {
  if (!scope) return null;
  return (
    <RecheckGroupPanel
      scope={scope}
      request={recheckGroup}
      label={t.finding.group.one}
      of={of}
      variant="quiet"
      size="sm"
      className="justify-items-end"
    />
  );
}

/** Findings put together by check or node; a row leads to the findings of its group. */
export function GroupTable({ groups, by, search }: Props) {
  const words = t.findings.columns;
  const inside = ({ key, nodeId, clusterId }: FindingGroup, severity?: Severity) =>
    href("/findings", {
      ...searchFields({ ...search, group: "finding", cursor: undefined }),
      ...(severity ? { severity } : {}),
      ...(by === "check" ? { check: key } : nodeId ? { node: nodeId } : { cluster: clusterId, node: "-" }),
    });
  const titleOf = ({ title }: FindingGroup) => (by === "check" ? (findCheck(title)?.title ?? title) : title);
  const scopeOf = ({ key, nodeId }: FindingGroup): RecheckScope | null => {
    // What stood then may long be gone: it is looked at, and nothing is done to it.
    if (search.at) return null;
    if (by === "node") return nodeId ? { kind: "node", nodeId } : null;
    return { kind: "check", checkId: key, ...(search.cluster ? { clusterId: search.cluster } : {}) };
  };
  return (
    <RowKeys>
      <Table label={t.findings.title}>
        <TableHead>
          <TableHeader>{words.severity}</TableHeader>
          <TableHeader>{by === "check" ? words.check : words.node}</TableHeader>
          {by === "node" ? <TableHeader className="max-md:hidden">{words.cluster}</TableHeader> : null}
          <TableHeader className="max-sm:hidden">{words.bySeverity}</TableHeader>
          <TableHeader className="text-end">{words.count}</TableHeader>
          <TableHeader className="text-end max-sm:hidden">{words.oldest}</TableHeader>
          <TableHeader className="max-md:hidden">
            <span className="sr-only">{words.recheck}</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {groups.map((group) => (
            <TableRow key={`${group.clusterName}-${group.key}`}>
              <TableCell>
                <SeverityBadge severity={group.worst} />
              </TableCell>
              <TableCell className="w-full max-w-0 min-w-40">
                <Link
                  href={inside(group)}
                  data-row-link
                  className="row-link block truncate font-medium max-sm:whitespace-normal"
                  title={titleOf(group)}
                >
                  {titleOf(group)}
                </Link>
              </TableCell>
              {by === "node" ? (
                <TableCell className="whitespace-nowrap text-ink-2 max-md:hidden">{group.clusterName}</TableCell>
              ) : null}
              <TableCell className="whitespace-nowrap max-sm:hidden">
                <SeverityCounts
                  counts={group.counts}
                  href={(severity) => inside(group, severity)}
                  className="flex-nowrap"
                />
              </TableCell>
              <TableCell className="text-end font-medium">
                <CountLink
                  href={inside(group)}
                  count={group.count}
                  title={titleOf(group)}
                  className="nums relative z-10 hover:underline"
                />
              </TableCell>
              <TableCell className="text-end whitespace-nowrap max-sm:hidden">
                {group.oldestFailingSince ? <FailingFor since={group.oldestFailingSince} asOf={search.at} /> : null}
              </TableCell>
              <TableCell className="relative z-10 w-44 max-md:hidden">
                <GroupRecheck scope={scopeOf(group)} of={titleOf(group)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}
