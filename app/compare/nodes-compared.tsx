import { Equal } from "lucide-react";
import type { ReactNode } from "react";
import { DifferenceHead, DifferenceRow } from "../../components/compare/difference-row.tsx";
import { KindCounts } from "../../components/compare/kind-counts.tsx";
import { RowKeys } from "../../components/row-keys.tsx";
import { SeverityShape } from "../../components/severity-shape.tsx";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { EmptyState } from "../../components/ui/state.tsx";
import { Table, TableBody } from "../../components/ui/table.tsx";
import {
  type NodeComparison,
  type NodeDifference,
  nodeDifferenceKinds,
  nodeParts,
} from "../../lib/domain/views/compare-view.ts";
import * as t from "../../lib/messages/index.ts";
import { compareNodes } from "../../lib/store/index.ts";
import { NodeHead } from "./compare-head.tsx";
import { addressOf, type CompareSearch } from "./compare-search.ts";
import { OpenedDifference } from "./opened.tsx";

const words = t.compare;

function Row({ search, row }: { search: CompareSearch; row: NodeDifference }) {
  const isOpen = search.open === row.id;
  const title =
    row.part === "results" ? words.open.proof : row.part === "ports" ? words.open.answer : words.open.sources;
  const sides = row.fields.map(({ before, after }) => `${before ?? "–"} → ${after ?? "–"}`);
  return (
    <DifferenceRow
      kind={row.kind}
      mark={row.severity ? <SeverityShape shape={row.severity} className="self-center" /> : null}
      title={row.part === "results" ? row.title : <code className="font-mono text-[12px]">{row.title}</code>}
      detail={row.detail ?? (sides.join(", ") || null)}
      place={
        row.part === "results" ? (
          <code className="font-mono text-[12px]">{row.id.split(" ").slice(1).join(" ")}</code>
        ) : null
      }
      href={addressOf(search, { open: isOpen ? undefined : row.id })}
      opened={
        isOpen ? (
          <OpenedDifference title={title} fields={row.fields} before={row.lines.before} after={row.lines.after} />
        ) : null
      }
    />
  );
}

function listOf(compared: NodeComparison, { part, kind }: CompareSearch): NodeDifference[] {
  const inPart = compared.differences.filter((row) => row.part === part);
  return kind ? inPart.filter((row) => row.kind === kind) : inPart.filter((row) => row.kind !== "same");
}

/** Two nodes as they are now: verdicts, ports that answer and effective settings, side by side. */
export async function nodesCompared(search: CompareSearch, nodeA: string, nodeB: string): Promise<ReactNode> {
  const compared = await compareNodes(nodeA, nodeB);
  const rows = listOf(compared, search);
  const counts = compared.counts[search.part];
  const differing = (part: (typeof nodeParts)[number]) =>
    nodeDifferenceKinds.reduce((sum, kind) => (kind === "same" ? sum : sum + compared.counts[part][kind]), 0);
  return (
    <div className="grid grid-cols-1 gap-6">
      <NodeHead a={compared.a} b={compared.b} />
      <LinkTabs
        label={words.parts.label}
        tabs={nodeParts.map((part) => ({
          href: addressOf(search, { part, kind: undefined }),
          label: words.part(words.parts[part], differing(part)),
          current: part === search.part,
        }))}
      />
      <KindCounts
        counts={nodeDifferenceKinds.map((kind) => ({ kind, count: counts[kind], href: addressOf(search, { kind }) }))}
        chosen={search.kind ?? null}
        allHref={addressOf(search, { kind: undefined })}
      />
      {rows.length === 0 ? (
        <EmptyState icon={Equal} title={words.nodesSame} />
      ) : (
        <div data-total={rows.length}>
          <RowKeys>
            <Table label={words.parts[search.part]}>
              <DifferenceHead place={words.columns.where} />
              <TableBody>
                {rows.map((row) => (
                  <Row key={row.id} search={search} row={row} />
                ))}
              </TableBody>
            </Table>
          </RowKeys>
        </div>
      )}
    </div>
  );
}
