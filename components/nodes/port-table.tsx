import type { TlsFacts } from "../../lib/domain/observation.ts";
import type { Vantage } from "../../lib/domain/vantage.ts";
import { t } from "../../lib/messages/index.ts";
import { PortName } from "../port-name.tsx";
import { PortStateLabel } from "../port-state-glyph.tsx";
import { TimeAgo } from "../time-ago.tsx";
import { cn } from "../ui/class-names.ts";
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

function Row({ row, vantages }: { row: PortRow; vantages: Vantage[] }) {
  const { telling } = row;
  const open = Object.values(row.states).includes("open");
  return (
    <TableRow className={open ? "" : "text-ink-2"}>
      <TableCell className="whitespace-nowrap">
        <PortName port={row.port} protocol={row.protocol} service={row.service} className={cn(open && "font-medium")} />
      </TableCell>
      {vantages.map(({ name }) => {
        const state = row.states[name];
        return (
          <TableCell key={name} className="whitespace-nowrap">
            {state ? <PortStateLabel state={state} /> : <span className="text-ink-3">{words.notFrom}</span>}
          </TableCell>
        );
      })}
      <TableCell className="w-full min-w-48">
        {answerOf(telling)}
        {row.addresses.length > 1 ? (
          <code className="block text-[11px] text-ink-2">{row.addresses.join(" ")}</code>
        ) : null}
      </TableCell>
      <TableCell className="max-md:hidden">
        <TlsVersion tls={telling.tls} />
      </TableCell>
      <TableCell className="max-md:hidden">
        <Certificate tls={telling.tls} at={telling.at} />
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-ink-2 max-lg:hidden">
        <TimeAgo at={telling.at} focusable={false} />
      </TableCell>
    </TableRow>
  );
}

/** Ports of one class: state from each vantage, what answered, TLS. */
export function PortTable({ label, rows, vantages }: { label: string; rows: PortRow[]; vantages: Vantage[] }) {
  if (rows.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-2">{words.none}</p>;
  return (
    <Table label={label} scrollable>
      <TableHead>
        <TableHeader className="md:min-w-64">{words.port}</TableHeader>
        {vantages.map(({ name }) => (
          <TableHeader key={name} className="md:min-w-32">
            {words.from(name)}
          </TableHeader>
        ))}
        <TableHeader>{words.answer}</TableHeader>
        <TableHeader className="max-md:hidden md:min-w-24">{words.tls}</TableHeader>
        <TableHeader className="max-md:hidden md:min-w-48">{words.certificate}</TableHeader>
        <TableHeader className="text-right max-lg:hidden lg:min-w-20">{words.seen}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={`${row.port}/${row.protocol}`} row={row} vantages={vantages} />
        ))}
      </TableBody>
    </Table>
  );
}
