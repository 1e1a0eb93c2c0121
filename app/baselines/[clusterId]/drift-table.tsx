import { ExpectButton } from "../../../components/baseline/expect-button.tsx";
import { PortName } from "../../../components/port-name.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import * as t from "../../../lib/messages/index.ts";
import { expectPort } from "../actions.ts";
import type { DriftGroup } from "../group-drift.ts";

const words = t.baselines.drift;
const shownNodes = 4;
const shownRows = 200;

function why({ expectation }: DriftGroup): string {
  const { kind } = expectation;
  if (kind === "unexpected") return words.unexpected;
  if (kind === "expired") return words.expired(expectation.entry.until ?? "");
  const named = (kinds: readonly (keyof typeof t.words.vantage)[]) =>
    kinds.map((one) => t.words.vantage[one]).join(", ");
  return words.elsewhere(named(expectation.entry.from ?? []), named(expectation.unnamed));
}

/** Ports that are open and not expected, each with the way to expect it. */
export function DriftTable({ clusterId, groups }: { clusterId: string; groups: readonly DriftGroup[] }) {
  if (groups.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-2">{words.none}</p>;
  return (
    <>
      <Table label={words.label}>
        <TableHead>
          {[words.port, words.nodes, words.why, words.who].map((head) => (
            <TableHeader key={head} className="text-start">
              {head}
            </TableHeader>
          ))}
          <TableHeader>
            <span className="sr-only">{t.expectPort.open}</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {groups.slice(0, shownRows).map((group) => (
            <TableRow key={JSON.stringify([group.port, group.protocol, group.nodes[0], group.expectation.kind])}>
              <TableCell className="whitespace-nowrap">
                <PortName port={group.port} protocol={group.protocol} />
              </TableCell>
              <TableCell>{nodesOf(group)}</TableCell>
              <TableCell>{why(group)}</TableCell>
              <TableCell className={group.explanation ? "" : "text-ink-2"}>
                {group.explanation ?? words.nobody}
              </TableCell>
              <TableCell className="text-end">
                <ExpectButton
                  clusterId={clusterId}
                  port={group.port}
                  protocol={group.protocol}
                  node={group.nodes.length === 1 ? (group.nodes[0] ?? null) : null}
                  role={group.role ?? undefined}
                  service={group.service}
                  label={t.expectPort.open}
                  request={expectPort}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {groups.length > shownRows ? (
        <p className="mt-2 text-sm text-ink-2">{words.more(groups.length - shownRows)}</p>
      ) : null}
    </>
  );
}

function nodesOf({ nodes, service }: DriftGroup): string {
  const names = words.nodesOf(nodes.slice(0, shownNodes).join(", "), Math.max(0, nodes.length - shownNodes));
  return service ? `${t.baselines.table.service(service)}: ${names}` : names;
}
