import { Term } from "../../components/glossary/term.tsx";
import { PortName } from "../../components/port-name.tsx";
import { AnswerNames } from "../../components/ports/answer-names.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import type { NodePortRow } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import { ApprovalCell } from "./approval-badge.tsx";
import { AgeCell, EndpointsCell, FindingsCell, ObjectCell, OpenCell, OwnerCell, Signs } from "./node-port-cells.tsx";

const words = t.nodePorts;

type Around = Pick<Parameters<typeof ObjectCell>[0], "cluster" | "links">;

function Row({ row, ...around }: { row: NodePortRow } & Around) {
  return (
    <TableRow className="[&>td]:align-top">
      <TableCell>
        <PortName port={row.port} protocol={row.protocol} className="font-medium" />
      </TableCell>
      <TableCell className="min-w-24 max-sm:[overflow-wrap:anywhere] sm:min-w-44">
        <ObjectCell row={row} {...around} />
        <Signs row={row} />
        <span className="block sm:hidden">
          <ApprovalCell row={row} />
        </span>
      </TableCell>
      <TableCell className="max-w-56 max-lg:hidden">
        <OwnerCell row={row} />
      </TableCell>
      <TableCell className="max-w-44 max-sm:hidden">
        <ApprovalCell row={row} />
      </TableCell>
      <TableCell>
        <OpenCell row={row} />
      </TableCell>
      <TableCell className="max-w-40 break-words max-xl:hidden">
        <AnswerNames answers={row.answers} none={words.notRecognised} more={words.more} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-xl:hidden">
        <EndpointsCell row={row} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 max-lg:hidden">
        <AgeCell row={row} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <FindingsCell row={row} />
      </TableCell>
    </TableRow>
  );
}

/** Every node port, declared or open, with owner, approval, age and what answers. */
export function RegisterTable({ rows, ...around }: { rows: readonly NodePortRow[] } & Around) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{columns.port}</TableHeader>
        <TableHeader>{columns.object}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.owner}</TableHeader>
        <TableHeader className="max-sm:hidden">
          <Term id="nodeport-approval">{columns.approval}</Term>
        </TableHeader>
        <TableHeader>
          <Term id="vantage">{columns.open}</Term>
        </TableHeader>
        <TableHeader className="max-xl:hidden">{columns.answers}</TableHeader>
        <TableHeader className="max-xl:hidden">
          <Term id="endpoints">{columns.endpoints}</Term>
        </TableHeader>
        <TableHeader className="max-lg:hidden">{columns.age}</TableHeader>
        <TableHeader className="max-sm:hidden">{columns.findings}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.key} row={row} {...around} />
        ))}
      </TableBody>
    </Table>
  );
}
