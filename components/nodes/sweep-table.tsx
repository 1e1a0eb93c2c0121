import type { Sweep } from "../../lib/domain/observation.ts";
import { t } from "../../lib/messages/index.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

const words = t.nodes.sweeps;
const counts = ["open", "closed", "filtered", "failed"] as const;
const grouped = new Intl.NumberFormat("en");

/** Which ports were looked at on which address, so that a port that is not listed can be told from one not looked at. */
export function SweepTable({ sweeps }: { sweeps: Sweep[] }) {
  if (sweeps.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-2">{words.none}</p>;
  return (
    <Table label={words.title} scrollable>
      <TableHead>
        <TableHeader>{words.address}</TableHeader>
        <TableHeader>{words.vantage}</TableHeader>
        <TableHeader>{words.ports}</TableHeader>
        {counts.map((name) => (
          <TableHeader key={name} className="text-right">
            {words[name]}
          </TableHeader>
        ))}
        <TableHeader className="text-right max-md:hidden">{words.at}</TableHeader>
      </TableHead>
      <TableBody>
        {sweeps.map((sweep) => (
          <TableRow key={`${sweep.address}-${sweep.protocol}-${sweep.vantage.name}-${sweep.ports}`}>
            <TableCell>
              <code className="text-[12px]">{sweep.address}</code>
            </TableCell>
            <TableCell className="whitespace-nowrap">{sweep.vantage.name}</TableCell>
            <TableCell className="min-w-60">
              <code className="text-[12px] break-words">
                {sweep.ports.replaceAll(",", ", ")} {sweep.protocol}
              </code>
            </TableCell>
            {counts.map((name) => (
              <TableCell key={name} className={sweep[name] === 0 ? "text-right text-ink-3" : "text-right"}>
                {grouped.format(sweep[name])}
              </TableCell>
            ))}
            <TableCell className="text-right whitespace-nowrap text-ink-2 max-md:hidden">
              <TimeAgo at={sweep.at} focusable={false} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
