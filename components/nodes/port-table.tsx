import { History } from "lucide-react";
import type { TlsFacts } from "../../lib/domain/observation.ts";
import type { PortOwner } from "../../lib/domain/port-owner.ts";
import { formatPort } from "../../lib/domain/port-state.ts";
import type { Vantage } from "../../lib/domain/vantage.ts";
import * as t from "../../lib/messages/index.ts";
import { Term } from "../glossary/term.tsx";
import { href } from "../href.ts";
import { PortName } from "../port-name.tsx";
import { PortStateLabel } from "../port-state-glyph.tsx";
import { TimeAgo } from "../time-ago.tsx";
import { cn } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { answerOf } from "./answer.ts";
import type { PortRow } from "./port-rows.ts";

const words = t.nodes.ports;

function TlsVersion({ tls }: { tls: TlsFacts | undefined }) {
  if (!tls) return null;
  if (tls.version) return tls.version;
  return <span className="text-ink-2">{words.handshakeFailed(tls.error ?? `alert ${tls.alert}`)}</span>;
}

function Certificate({ tls, at }: { tls: TlsFacts | undefined; at: string }) {
  const certificate = tls?.certificate;
  if (!certificate) return tls ? <span className="text-ink-3">{words.noCertificate}</span> : null;
  const expired = Date.parse(certificate.notAfter) < Date.parse(at);
  return (
    <span className="whitespace-nowrap">
      {certificate.notAfter.slice(0, 10)}{" "}
      <span className={expired ? "font-medium text-critical" : "text-ink-2"}>
        {expired ? words.expired : <TimeAgo at={certificate.notAfter} focusable={false} />}
      </span>
      {certificate.verified === false ? <span className="block text-xs text-ink-2">{words.unverified}</span> : null}
    </span>
  );
}

/** Who declares the port, and since when; a port may have more than one. */
function Owner({ owners }: { owners: readonly PortOwner[] }) {
  const [first, ...others] = owners;
  if (!first) return null;
  const { kind, namespace, name, createdAt, manager, deployedBy } = first;
  return (
    <>
      <span className="break-words">{[kind === name ? null : kind, namespace, name].filter(Boolean).join("/")}</span>
      <span className="block text-xs text-ink-2">
        {t.finding.owner.ways[first.via]}
        {createdAt ? (
          <>
            {", "}
            {words.ownedSince} <TimeAgo at={createdAt} focusable={false} />
          </>
        ) : null}
        {(deployedBy ?? manager?.name) ? `, ${deployedBy ?? manager?.name}` : null}
      </span>
      {others.length > 0 ? <span className="block text-xs text-ink-2">{words.owners(others.length)}</span> : null}
    </>
  );
}

interface RowProps {
  row: PortRow;
  vantages: Vantage[];
  /** null: the table has no column for owners. */
  owners: readonly PortOwner[] | null;
}

function Answer({ row }: { row: PortRow }) {
  return (
    <>
      {answerOf(row.telling)}
      {row.addresses.length > 1 ? (
        <code className="block text-[11px] text-ink-2">{row.addresses.join(" ")}</code>
      ) : null}
    </>
  );
}

/** On a narrow screen the row's other cells stand under the port. */
function Narrow({ row, vantages, owners }: RowProps) {
  return (
    <div className="mt-0.5 grid gap-0.5 text-xs md:hidden">
      {vantages.map(({ name }) => {
        const state = row.states[name];
        return state ? (
          <span key={name} className="flex flex-wrap items-center gap-x-2">
            <PortStateLabel state={state} />
            {vantages.length > 1 ? <span className="text-ink-2">{words.from(name)}</span> : null}
          </span>
        ) : null;
      })}
      <span className="break-words">
        <Answer row={row} />
      </span>
      {owners && owners.length > 0 ? (
        <span>
          <span className="text-ink-2">{words.owner}</span> <Owner owners={owners} />
        </span>
      ) : null}
    </div>
  );
}

/** The port through time on this node. */
function TimelineLink({ nodeId, port, protocol }: Pick<PortRow, "port" | "protocol"> & { nodeId: string }) {
  const label = t.timeline.port.linkOf(formatPort(port, protocol));
  return (
    <Link
      href={href(`/nodes/${nodeId}/ports/${port}`, { protocol: protocol === "UDP" ? protocol : null })}
      aria-label={label}
      title={label}
      className="relative z-10 grid size-6 place-items-center text-ink-3 hover:text-ink"
    >
      <History aria-hidden className="size-3.5" />
    </Link>
  );
}

function Row({ row, vantages, owners, nodeId }: RowProps & { nodeId: string }) {
  const { telling } = row;
  const open = Object.values(row.states).includes("open");
  return (
    <TableRow className={open ? "" : "text-ink-2"}>
      <TableCell className="md:whitespace-nowrap">
        <span className="inline-flex items-center gap-1">
          <PortName
            port={row.port}
            protocol={row.protocol}
            service={row.service}
            className={cn(open && "font-medium")}
          />
          <TimelineLink nodeId={nodeId} port={row.port} protocol={row.protocol} />
        </span>
        <Narrow row={row} vantages={vantages} owners={owners} />
      </TableCell>
      {vantages.map(({ name }) => {
        const state = row.states[name];
        return (
          <TableCell key={name} className="whitespace-nowrap max-md:hidden">
            {state ? <PortStateLabel state={state} /> : <span className="text-ink-3">{words.notFrom}</span>}
          </TableCell>
        );
      })}
      <TableCell className="w-full min-w-48 max-md:hidden">
        <Answer row={row} />
        {owners && owners.length > 0 ? (
          <span className="mt-0.5 block text-xs lg:hidden">
            <span className="text-ink-2">{words.owner}</span> <Owner owners={owners} />
          </span>
        ) : null}
      </TableCell>
      {owners ? (
        <TableCell className="max-lg:hidden lg:min-w-44">
          <Owner owners={owners} />
        </TableCell>
      ) : null}
      <TableCell className="max-md:hidden">
        <TlsVersion tls={telling.tls} />
      </TableCell>
      <TableCell className="max-md:hidden">
        <Certificate tls={telling.tls} at={telling.at} />
      </TableCell>
      <TableCell className="text-end whitespace-nowrap text-ink-2 max-lg:hidden">
        <TimeAgo at={telling.at} focusable={false} />
      </TableCell>
    </TableRow>
  );
}

interface Props {
  label: string;
  rows: PortRow[];
  vantages: Vantage[];
  /** Of the whole node. */
  owners: readonly PortOwner[];
  nodeId: string;
}

interface Props {
  label: string;
  rows: PortRow[];
  vantages: Vantage[];
  /** Of the whole node. */
  owners: readonly PortOwner[];
  nodeId: string;
}

function PortRows({ label, rows, vantages, owners, nodeId }: Props) {
  const ownersOf = (row: PortRow) =>
    owners.filter(({ port, protocol }) => port === row.port && protocol === row.protocol);
  const isOwned = rows.some((row) => ownersOf(row).length > 0);
  return (
    <Table label={label} scrollable>
      <TableHead>
        <TableHeader className="md:min-w-52">{words.port}</TableHeader>
        {vantages.map(({ name, kind }) => (
          <TableHeader key={name} className="max-md:hidden md:min-w-28">
            <Term id={`vantage-${kind}`}>{words.from(name)}</Term>
          </TableHeader>
        ))}
        <TableHeader className="max-md:hidden">{words.answer}</TableHeader>
        {isOwned ? <TableHeader className="max-lg:hidden lg:min-w-44">{words.owner}</TableHeader> : null}
        <TableHeader className="max-md:hidden md:min-w-20">{words.tls}</TableHeader>
        <TableHeader className="max-md:hidden md:min-w-40">{words.certificate}</TableHeader>
        <TableHeader className="text-end max-lg:hidden lg:min-w-20">{words.seen}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row
            key={`${row.port}/${row.protocol}`}
            row={row}
            vantages={vantages}
            owners={isOwned ? ownersOf(row) : null}
            nodeId={nodeId}
          />
        ))}
      </TableBody>
    </Table>
  );
}

/** So many closed ports stand in the table; more are folded away, so that the eye falls on what answers. */
const closedShown = 3;

/** Ports of one class: state from each vantage, what answered, whose it is, TLS. */
export function PortTable({ label, rows, vantages, owners, nodeId }: Props) {
  if (rows.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-2">{words.none}</p>;
  const isClosed = ({ states }: PortRow) => Object.values(states).every((state) => state === "closed");
  const closed = rows.filter(isClosed);
  const folds = closed.length > closedShown;
  const shown = folds ? rows.filter((row) => !isClosed(row)) : rows;
  return (
    <>
      {shown.length > 0 ? (
        <PortRows label={label} rows={shown} vantages={vantages} owners={owners} nodeId={nodeId} />
      ) : null}
      {folds ? (
        <details className="mt-1.5">
          <summary className="link text-sm">{words.closed(closed.length)}</summary>
          <PortRows label={words.closedOf(label)} rows={closed} vantages={vantages} owners={owners} nodeId={nodeId} />
        </details>
      ) : null}
    </>
  );
}
