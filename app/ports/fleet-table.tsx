import { ExpectButton } from "../../components/baseline/expect-button.tsx";
import { CountLink } from "../../components/count-link.tsx";
import { Term } from "../../components/glossary/term.tsx";
import { href } from "../../components/href.ts";
import { PortName } from "../../components/port-name.tsx";
import { AnswerNames } from "../../components/ports/answer-names.tsx";
import { SeverityBadge } from "../../components/severity-badge.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { VantageBadge } from "../../components/vantage-badge.tsx";
import { referenceOf } from "../../lib/domain/port-reference/index.ts";
import type { FleetPortRow, FleetPortSort } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import { expectPort } from "../baselines/actions.ts";
import { ExpectationBadge } from "./expectation-badge.tsx";
import { type FleetPortsSearch, fleetPortFields } from "./fleet-ports-search.ts";

const words = t.fleetPorts;

/** What the reference calls the number, and who has business there whoever answers. */
function Usual({ row: { port, protocol } }: { row: FleetPortRow }) {
  const known = referenceOf(port, protocol);
  if (known.length === 0) return <span className="block text-xs text-ink-2">{words.notInReference}</span>;
  const reach = [...new Set(known.flatMap((entry) => entry.reach))];
  const who = reach.filter((one) => one !== "none").map((one) => t.ports.reach[one]);
  return (
    <span className="block text-xs text-ink-2">
      {who.length > 0 ? words.shouldReach(who.slice(0, 3).join(", ")) : words.shouldNobody}
    </span>
  );
}

/** On how many nodes, and the rows of /exposures behind it. */
function OpenOn({ row, search }: { row: FleetPortRow; search: FleetPortsSearch }) {
  const { cluster, section, vantage } = search;
  const { port, protocol, nodes, looked, exposures, elsewhere } = row;
  const rows = href("/exposures", { cluster, section, vantage, port, protocol });
  const ofNodes = words.ofNodes(nodes, looked);
  return (
    <>
      {nodes === exposures ? (
        <CountLink href={rows} count={exposures} className="link nums inline-block min-h-6 leading-6">
          {ofNodes}
        </CountLink>
      ) : (
        <>
          <span className="nums block">{ofNodes}</span>
          <CountLink
            href={rows}
            count={exposures}
            title={words.placesMeaning}
            className="link nums inline-block min-h-6 text-xs leading-6"
          >
            {words.places(exposures)}
          </CountLink>
        </>
      )}
      {elsewhere > 0 ? <span className="block text-xs text-ink-2">{words.elsewhere(elsewhere)}</span> : null}
    </>
  );
}

function Owners({ row: { owners, moreOwners } }: { row: FleetPortRow }) {
  if (owners.length === 0) return <span className="text-ink-2">{words.nobodyKnown}</span>;
  return (
    <>
      {owners.map(({ kind, name, via }) => (
        <span key={`${kind} ${name} ${via}`} className="block break-words">
          {via === "component" ? name : `${kind} ${name}`}
        </span>
      ))}
      {moreOwners > 0 ? <span className="block text-ink-2">{words.more(moreOwners)}</span> : null}
    </>
  );
}

function Findings({ row: { port, findings, worst }, cluster }: { row: FleetPortRow; cluster: string | undefined }) {
  if (findings === 0) return <span className="text-ink-2">{words.noFindings}</span>;
  return (
    <>
      {worst ? <SeverityBadge severity={worst} /> : null}
      <CountLink
        href={href("/findings", { cluster, port })}
        count={findings}
        className="link nums block min-h-6 text-xs leading-6 whitespace-nowrap"
      >
        {words.findings(findings)}
      </CountLink>
    </>
  );
}

function Row({ row, search }: { row: FleetPortRow; search: FleetPortsSearch }) {
  const { port, protocol, vantages, answers, expectation, unexpectedPlaces, oldest, newest, clusters } = row;
  return (
    <TableRow className="[&>td]:align-top">
      <TableCell className="min-w-28">
        <PortName port={port} protocol={protocol} className="font-medium" />
        <span className="block text-xs text-ink-2">{t.words.section[row.section]}</span>
        {clusters.length > 1 ? (
          <span className="block text-xs text-ink-2">{words.inClusters(clusters.length)}</span>
        ) : null}
        <span className="block sm:hidden">
          <ExpectationBadge expectation={expectation} />
        </span>
      </TableCell>
      <TableCell className="min-w-36 max-sm:hidden">
        <ExpectationBadge expectation={expectation} />
        {unexpectedPlaces > 0 ? <span className="block text-xs">{words.unexpectedOn(unexpectedPlaces)}</span> : null}
        <Usual row={row} />
        {unexpectedPlaces > 0 && clusters.length === 1 && clusters[0] ? (
          <ExpectButton
            {...{ clusterId: clusters[0].id, port, protocol, node: null, request: expectPort }}
            label={t.expectPort.open}
          />
        ) : null}
      </TableCell>
      <TableCell className="max-w-48 break-words max-md:hidden">
        <AnswerNames answers={answers} none={words.notRecognised} more={words.more} />
      </TableCell>
      <TableCell className="max-sm:max-w-32 sm:whitespace-nowrap">
        <OpenOn row={row} search={search} />
      </TableCell>
      <TableCell className="max-lg:hidden">
        <span className="flex flex-wrap gap-1">
          {vantages.map((kind) => (
            <VantageBadge key={kind} kind={kind} />
          ))}
        </span>
      </TableCell>
      <TableCell className="max-w-56 max-xl:hidden">
        <Owners row={row} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 max-lg:hidden">
        <TimeAgo at={oldest} mode="for" focusable={false} />
        {t.time.day(newest) === t.time.day(oldest) ? null : (
          <span className="block text-xs">{words.newest(t.time.day(newest))}</span>
        )}
      </TableCell>
      <TableCell>
        <Findings row={row} cluster={search.cluster} />
      </TableCell>
    </TableRow>
  );
}

/** One row for each port that is open anywhere. */
export function FleetTable({ rows, search }: { rows: readonly FleetPortRow[]; search: FleetPortsSearch }) {
  const { columns } = words;
  const { sort = "worst" } = search;
  const fields = fleetPortFields(search);
  const by = (name: FleetPortSort, direction: "ascending" | "descending" = "descending") => ({
    sortHref: href("/ports", { ...fields, sort: name === "worst" ? undefined : name }),
    sorted: sort === name ? direction : undefined,
  });
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader {...by("port", "ascending")}>{columns.port}</TableHeader>
        <TableHeader className="max-sm:hidden">
          <Term id="baseline">{columns.expected}</Term>
        </TableHeader>
        <TableHeader className="max-md:hidden">{columns.answers}</TableHeader>
        <TableHeader {...by("nodes")}>{columns.nodes}</TableHeader>
        <TableHeader className="max-lg:hidden">
          <Term id="vantage">{columns.from}</Term>
        </TableHeader>
        <TableHeader className="max-xl:hidden">{columns.owner}</TableHeader>
        <TableHeader className="max-lg:hidden" {...by("oldest", "ascending")}>
          {columns.since}
        </TableHeader>
        <TableHeader {...by("worst")}>{columns.findings}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={`${row.port}/${row.protocol}`} row={row} search={search} />
        ))}
      </TableBody>
    </Table>
  );
}
