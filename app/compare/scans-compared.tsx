import { Equal, History, ListChecks } from "lucide-react";
import type { ReactNode } from "react";
import { DifferenceHead, DifferenceRow } from "../../components/compare/difference-row.tsx";
import { KindCounts } from "../../components/compare/kind-counts.tsx";
import { kindWord } from "../../components/compare/kind-mark.tsx";
import { PortName } from "../../components/port-name.tsx";
import { RowKeys } from "../../components/row-keys.tsx";
import { SeverityShape, type Shape } from "../../components/severity-shape.tsx";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { Pagination } from "../../components/ui/pagination.tsx";
import { EmptyState, Notice } from "../../components/ui/state.tsx";
import { Table, TableBody } from "../../components/ui/table.tsx";
import { VantageBadge } from "../../components/vantage-badge.tsx";
import { type ChangeKind, changeKinds } from "../../lib/domain/finding-state.ts";
import type {
  ChangeCounts,
  ComparedPortRow,
  ComparedResultRow,
  PortComparison,
  ScanComparison,
} from "../../lib/domain/views/compare-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import * as t from "../../lib/messages/index.ts";
import { comparePorts, compareScans, loadScanPair, openPort, openResult } from "../../lib/store/index.ts";
import { given } from "../api/given.ts";
import { ScanHead } from "./compare-head.tsx";
import { addressOf, type CompareSearch } from "./compare-search.ts";
import { OpenedAnswer, OpenedVerdict } from "./opened.tsx";

const words = t.compare;
const rowsPerPage = 50;

const differing = (counts: ChangeCounts): number =>
  changeKinds.reduce((sum, kind) => (kind === "same" ? sum : sum + counts[kind]), 0);

/** What must be known of the two before a line of it is read. */
function Cautions({ compared }: { compared: ScanComparison }) {
  const { a, b, earlier, rules } = compared;
  if (a.scan.id === b.scan.id) return <Notice icon={Equal}>{words.twice}</Notice>;
  return (
    <>
      {earlier === "b" ? <Notice icon={History}>{words.backwards}</Notice> : null}
      {rules ? (
        <Notice icon={ListChecks} tone="unknown">
          {words.rules(rules.added.length, rules.removed.length, rules.revised.length)}
        </Notice>
      ) : null}
    </>
  );
}

function placeOf(node: string | null, port: ReactNode): ReactNode {
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
      {node}
      {port}
    </span>
  );
}

interface Lines<Row> {
  search: CompareSearch;
  page: Page<Row>;
  opened: ReactNode;
}

/** A severity belongs to a fail; what never failed shows what it is. */
function shapeOf({ before, after, severity }: ComparedResultRow): Shape | null {
  if (before === "fail" || after === "fail") return severity;
  if (before === "unknown" || after === "unknown") return "unknown";
  return before === "pass" || after === "pass" ? "pass" : null;
}

function Mark({ row }: { row: ComparedResultRow }) {
  const shape = shapeOf(row);
  return shape ? <SeverityShape shape={shape} className="self-center" /> : null;
}

function Results({ search, page, opened }: Lines<ComparedResultRow>) {
  return (
    <Table label={words.parts.results}>
      <DifferenceHead />
      <TableBody>
        {page.items.map((row) => {
          const isOpen = search.open === String(row.id);
          return (
            <DifferenceRow
              key={row.id}
              kind={row.kind}
              mark={<Mark row={row} />}
              title={row.headline}
              detail={row.detail}
              place={placeOf(
                row.node ?? row.subject.name,
                row.port === null ? null : <PortName port={row.port} protocol={row.protocol ?? "TCP"} />,
              )}
              href={addressOf(search, { cursor: search.cursor, open: isOpen ? undefined : String(row.id) })}
              opened={isOpen ? opened : null}
            />
          );
        })}
      </TableBody>
    </Table>
  );
}

function Ports({ search, page, opened }: Lines<ComparedPortRow>) {
  return (
    <Table label={words.parts.ports}>
      <DifferenceHead />
      <TableBody>
        {page.items.map((row) => {
          const isOpen = search.open === row.id;
          const service = row.fields.find(({ field }) => field === "service");
          const title =
            row.port === null ? (
              words.target
            ) : (
              <PortName
                port={row.port}
                protocol={row.protocol}
                service={service?.after ?? service?.before}
                linked={false}
              />
            );
          return (
            <DifferenceRow
              key={row.id}
              kind={row.kind}
              mark={null}
              title={title}
              detail={row.detail}
              place={
                <span className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
                  {row.node} <code className="font-mono text-[12px]">{row.address}</code>
                  <VantageBadge kind={row.vantage.kind} name={row.vantage.name} />
                </span>
              }
              href={
                row.port === null
                  ? null
                  : addressOf(search, { cursor: search.cursor, open: isOpen ? undefined : row.id })
              }
              opened={isOpen ? opened : null}
            />
          );
        })}
      </TableBody>
    </Table>
  );
}

async function openedRow(
  search: CompareSearch,
  ids: [a: string, b: string],
  rows: { results: ComparedResultRow[]; ports: ComparedPortRow[] },
): Promise<ReactNode> {
  const result = rows.results.find(({ id }) => String(id) === search.open);
  const port = rows.ports.find(({ id }) => id === search.open);
  if (!result && !port) return null;
  const pair = await loadScanPair(...ids);
  if (result) {
    const opened = await openResult(pair, result.id);
    return <OpenedVerdict opened={opened} fields={result.fields} findingId={result.findingId} />;
  }
  return port ? <OpenedAnswer opened={await openPort(pair, port.id)} fields={port.fields} /> : null;
}

function Nothing({
  search,
  compared,
  ports,
}: {
  search: CompareSearch;
  compared: ScanComparison;
  ports: ChangeCounts;
}) {
  const at = ({ scan }: ScanComparison["a"]) => t.time.instant(scan.finishedAt ?? scan.requestedAt);
  const [from, to] = [at(compared.a), at(compared.b)];
  if (search.kind) return <EmptyState icon={Equal} title={words.noneOfKind(kindWord(search.kind))} />;
  const isPorts = search.part === "ports";
  return (
    <EmptyState icon={Equal} title={isPorts ? words.nothingPorts(from, to) : words.nothing(from, to)}>
      {isPorts ? words.nothingPortsDetail(ports.same) : words.nothingDetail(compared.counts.same)}
    </EmptyState>
  );
}

function kindsOf(search: CompareSearch, counts: ChangeCounts) {
  const isPorts = search.part === "ports";
  const meaning = isPorts ? words.portMeaning : words.meaning;
  return changeKinds.map((kind) => ({
    kind,
    count: counts[kind],
    meaning: meaning[kind],
    href: isPorts && kind === "same" ? null : addressOf(search, { kind }),
  }));
}

/** Two scans beside each other: what each saw, how many of each kind, and the rows. */
export async function scansCompared(search: CompareSearch, ids: [a: string, b: string]): Promise<ReactNode> {
  const { kind, cursor, part } = search;
  const wanted = changeKinds.find((each) => each === kind) as ChangeKind | undefined;
  const page = given({ kind: wanted, cursor, limit: rowsPerPage });
  const isPorts = part === "ports";
  const [compared, ports]: [ScanComparison, PortComparison] = await Promise.all([
    compareScans(...ids, isPorts ? { countOnly: true } : page),
    comparePorts(...ids, isPorts ? page : { countOnly: true }),
  ]);
  const opened = await openedRow(search, ids, { results: compared.results.items, ports: ports.ports.items });
  const shown = isPorts ? ports.ports : compared.results;
  const counts = isPorts ? ports.counts : compared.counts;
  const whole = addressOf(search, { kind: undefined });
  const tab = (name: "results" | "ports", of: ChangeCounts) => ({
    href: addressOf(search, { part: name, kind: undefined }),
    label: words.part(words.parts[name], differing(of)),
    current: isPorts === (name === "ports"),
  });
  return (
    <div className="grid gap-6">
      <ScanHead a={compared.a} b={compared.b} />
      <Cautions compared={compared} />
      <LinkTabs label={words.parts.label} tabs={[tab("results", compared.counts), tab("ports", ports.counts)]} />
      <KindCounts counts={kindsOf(search, counts)} chosen={kind ?? null} allHref={whole} />
      {shown.items.length === 0 ? (
        <Nothing search={search} compared={compared} ports={ports.counts} />
      ) : (
        <div>
          <RowKeys>
            {isPorts ? (
              <Ports search={search} page={ports.ports} opened={opened} />
            ) : (
              <Results search={search} page={compared.results} opened={opened} />
            )}
          </RowKeys>
          <Pagination
            shown={shown.items.length}
            total={shown.total}
            firstHref={cursor ? addressOf(search) : null}
            nextHref={shown.nextCursor ? addressOf(search, { cursor: shown.nextCursor }) : null}
          />
        </div>
      )}
    </div>
  );
}
