import { href } from "../../components/href.ts";
import { RowKeys } from "../../components/row-keys.tsx";
import { SeverityBadge } from "../../components/severity-badge.tsx";
import { SeverityCounts } from "../../components/severity-counts.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { findCheck } from "../../lib/checks/index.ts";
import type { FindingFacets, FindingGroup } from "../../lib/domain/views/finding-view.ts";
import { t } from "../../lib/messages/index.ts";
import { searchFields } from "./filter-bar.tsx";
import type { FindingsSearch } from "./search-params.ts";

interface Props {
  groups: FindingGroup[];
  facets: FindingFacets;
  by: "check" | "node";
  search: FindingsSearch;
}

/** Findings put together by check or node; a row leads to the findings of its group. */
export function GroupTable({ groups, facets, by, search }: Props) {
  const words = t.findings.columns;
  // What lies on no node is grouped under its cluster's id.
  const isCluster = (key: string) => facets.cluster.some((cluster) => cluster.id === key);
  const inside = ({ key }: FindingGroup) =>
    href("/findings", {
      ...searchFields({ ...search, group: "finding", cursor: undefined }),
      ...(by === "check" ? { check: key } : isCluster(key) ? { cluster: key } : { node: key }),
    });
  const titleOf = ({ title }: FindingGroup) => (by === "check" ? (findCheck(title)?.title ?? title) : title);
  return (
    <RowKeys>
      <Table label={t.findings.title}>
        <TableHead>
          <TableHeader>{words.severity}</TableHeader>
          <TableHeader>{by === "check" ? words.check : words.node}</TableHeader>
          {by === "node" ? <TableHeader className="max-md:hidden">{words.cluster}</TableHeader> : null}
          <TableHeader className="max-sm:hidden">{words.bySeverity}</TableHeader>
          <TableHeader className="text-right">{words.count}</TableHeader>
          <TableHeader className="text-right max-sm:hidden">{words.oldest}</TableHeader>
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
                <SeverityCounts counts={group.counts} className="flex-nowrap" />
              </TableCell>
              <TableCell className="text-right font-medium">{group.count}</TableCell>
              <TableCell className="text-right whitespace-nowrap max-sm:hidden">
                {group.oldestFailingSince ? (
                  <TimeAgo at={group.oldestFailingSince} mode="for" focusable={false} />
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}
