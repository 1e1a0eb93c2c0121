import type { Sweep } from "../../lib/domain/observation.ts";
import * as t from "../../lib/messages/index.ts";
import { TimeAgo } from "../time-ago.tsx";
import { cn } from "../ui/class-names.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

const words = t.nodes.sweeps;
const counts = ["open", "closed", "filtered", "failed"] as const;

function Ports({ sweep }: { sweep: Sweep }) {
  return (
    <code className="text-[12px] break-words">
      {sweep.ports.replaceAll(",", ", ")} {sweep.protocol}
    </code>
  );
}

/** Which ports were looked at on which address, so that a port that is not listed can be told from one not looked at. */
export function SweepTable({ sweeps }: { sweeps: Sweep[] }) {
  if (sweeps.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-2">{words.none}</p>;
  return (
    <Table label={words.title} scrollable>
      <TableHead>
        <TableHeader>{words.address}</TableHeader>
        <TableHeader className="max-md:hidden">{words.vantage}</TableHeader>
        <TableHeader className="max-md:hidden">{words.ports}</TableHeader>
        {counts.map((name) => (
          <TableHeader key={name} className="text-end max-md:px-1 max-md:whitespace-normal">
            {words[name]}
          </TableHeader>
        ))}
        <TableHeader className="text-end max-md:hidden">{words.at}</TableHeader>
      </TableHead>
      <TableBody>
        {sweeps.map((sweep) => (
          <TableRow key={`${sweep.address}-${sweep.protocol}-${sweep.vantage.name}-${sweep.ports}`}>
            <TableCell className="max-md:align-top">
              <code className="text-[12px]">{sweep.address}</code>
              <span className="block text-xs text-ink-2 md:hidden">
                {sweep.vantage.name}, <Ports sweep={sweep} />
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap max-md:hidden">{sweep.vantage.name}</TableCell>
            <TableCell className="min-w-60 max-md:hidden">
              <Ports sweep={sweep} />
            </TableCell>
            {counts.map((name) => (
              <TableCell
                key={name}
                className={cn("text-end max-md:px-1 max-md:align-top", sweep[name] === 0 && "text-ink-3")}
              >
                {t.words.number(sweep[name])}
              </TableCell>
            ))}
            <TableCell className="text-end whitespace-nowrap text-ink-2 max-md:hidden">
              <TimeAgo at={sweep.at} focusable={false} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
