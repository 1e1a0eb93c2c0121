import { distributionName } from "../../lib/domain/distribution.ts";
import type { NodeRow } from "../../lib/domain/views/node-view.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import * as t from "../../lib/messages/index.ts";
import { href } from "../href.ts";
import { SeverityCounts } from "../severity-counts.tsx";
import { TimeAgo } from "../time-ago.tsx";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { NodeMark, UnreachableBadge } from "./node-mark.tsx";
import { SectionGlyph } from "./section-glyph.tsx";

interface Props {
  nodes: NodeRow[];
  /** Off where all are of one cluster. */
  showCluster: boolean;
}

const words = t.nodes.columns;

const isUnreachable = (node: NodeRow) => node.present && node.checked === false;

function Checked({ node }: { node: NodeRow }) {
  if (isUnreachable(node)) return <UnreachableBadge />;
  return node.lastCheckedAt ? <TimeAgo at={node.lastCheckedAt} focusable={false} /> : t.nodes.neverChecked;
}

function Name({ node, showCluster }: { node: NodeRow; showCluster: boolean }) {
  return (
    <TableCell className="w-full min-w-40 max-md:whitespace-normal md:max-w-0 md:whitespace-nowrap">
      <span className="flex items-center gap-x-2 max-md:flex-wrap">
        <Link
          href={`/nodes/${node.id}`}
          data-row-link
          className={cn("row-link min-w-0 font-medium md:truncate", !node.present && "text-ink-2")}
          title={node.name}
        >
          {node.name}
        </Link>
        <NodeMark node={{ ...node, checked: null }} />
        {isUnreachable(node) ? (
          <span className="sm:hidden">
            <UnreachableBadge />
          </span>
        ) : null}
      </span>
      <span className="flex items-center gap-2 text-xs text-ink-2 lg:hidden">
        {[showCluster ? node.clusterName : null, ...node.roles].filter(Boolean).join(", ")}
        <span className="inline-flex gap-1 md:hidden">
          {portSections.map((section) => (
            <SectionGlyph key={section} section={section} state={node.sections[section]} />
          ))}
        </span>
      </span>
    </TableCell>
  );
}

/** In one line, cut short where there are many; the title has them all. */
function Roles({ roles }: { roles: string[] }) {
  const text = roles.length > 0 ? roles.join(", ") : t.nodes.noRole;
  return (
    <span className="block max-w-24 truncate" title={text}>
      {text}
    </span>
  );
}

/** The first, and how many more; the title has them all. */
function Addresses({ addresses: [first, ...others] }: { addresses: string[] }) {
  if (first === undefined) return <span className="text-ink-3">{t.ui.notKnown}</span>;
  return (
    <span className="whitespace-nowrap" title={[first, ...others].join(" ")}>
      <code className="text-[12px]">{first}</code>
      {others.length > 0 ? <span className="text-xs text-ink-2"> {t.nodes.moreAddresses(others.length)}</span> : null}
    </span>
  );
}

function Row({ node, showCluster }: { node: NodeRow; showCluster: boolean }) {
  return (
    <TableRow>
      <Name node={node} showCluster={showCluster} />
      <TableCell className="whitespace-nowrap">
        <SeverityCounts
          counts={node.open}
          href={(severity) => href("/findings", { node: node.id, severity })}
          className="flex-nowrap gap-x-2 max-md:flex-wrap"
        />
      </TableCell>
      {portSections.map((section) => (
        <TableCell key={section} className="px-1 text-center max-md:hidden">
          <SectionGlyph section={section} state={node.sections[section]} />
        </TableCell>
      ))}
      {showCluster ? (
        <TableCell className="whitespace-nowrap text-ink-2 max-lg:hidden">{node.clusterName}</TableCell>
      ) : null}
      <TableCell className="text-ink-2 max-lg:hidden">
        <Roles roles={node.roles} />
      </TableCell>
      <TableCell className="max-xl:hidden">
        <Addresses addresses={node.addresses} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-xl:hidden">
        <span className="block max-w-20 truncate" title={node.kubeletVersion ?? undefined}>
          {node.kubeletVersion ?? <span className="text-ink-3">{t.ui.notKnown}</span>}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 max-2xl:hidden">
        {distributionName(node.distribution)}
      </TableCell>

      <TableCell className="text-end whitespace-nowrap text-ink-2 max-sm:hidden">
        <Checked node={node} />
      </TableCell>
    </TableRow>
  );
}

/** Nodes one to a row with the most open port of each class; the ones that could not be reached are drawn too. */
export function NodeTable({ nodes, showCluster }: Props) {
  return (
    <Table label={t.nodes.title}>
      <TableHead>
        <TableHeader>{words.node}</TableHeader>
        <TableHeader>{words.findings}</TableHeader>
        {portSections.map((section) => (
          <TableHeader key={section} className="px-1 text-center leading-3.5 whitespace-normal max-md:hidden">
            {t.words.section[section]}
          </TableHeader>
        ))}
        {showCluster ? <TableHeader className="max-lg:hidden">{words.cluster}</TableHeader> : null}
        <TableHeader className="max-lg:hidden">{words.roles}</TableHeader>
        <TableHeader className="max-xl:hidden">{words.addresses}</TableHeader>
        <TableHeader className="max-xl:hidden">{words.version}</TableHeader>
        <TableHeader className="max-2xl:hidden">{words.distribution}</TableHeader>
        <TableHeader className="text-end max-sm:hidden">{words.checked}</TableHeader>
      </TableHead>
      <TableBody>
        {nodes.map((node) => (
          <Row key={node.id} node={node} showCluster={showCluster} />
        ))}
      </TableBody>
    </Table>
  );
}
