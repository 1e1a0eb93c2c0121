import { History } from "lucide-react";
import type { ReactNode } from "react";
import { CountLink } from "../../components/count-link.tsx";
import { href } from "../../components/href.ts";
import { cn } from "../../components/ui/class-names.ts";
import { Link } from "../../components/ui/link.tsx";
import { Section } from "../../components/ui/section.tsx";
import { Notice } from "../../components/ui/state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { changeKinds } from "../../lib/domain/finding-state.ts";
import * as t from "../../lib/messages/index.ts";
import { compareDates } from "../../lib/store/index.ts";

const words = t.compare;

const isDay = (date: string) => date.length === "2026-11-01".length;
const named = (date: string) => (isDay(date) ? t.trends.dayLong(date) : t.time.instant(date));
const endOf = (date: string) => Date.parse(isDay(date) ? `${date}T23:59:59.999Z` : date);

/** On a narrow screen the words of the columns wrap. */
const column = "text-end max-sm:px-1 max-sm:whitespace-normal";

/** Every cluster between two dates: how many of each kind, each number the way to its rows. */
export async function clustersCompared(from: string, to: string): Promise<ReactNode> {
  const rows = await compareDates(from, to);
  const title = words.clusters.title(named(from), named(to));
  return (
    <Section id="clusters" title={title}>
      {endOf(from) > endOf(to) ? (
        <Notice icon={History} className="mb-4">
          {words.clusters.backwards}
        </Notice>
      ) : null}
      <Table label={title}>
        <TableHead>
          <TableHeader>{words.pick.cluster}</TableHeader>
          {changeKinds.map((kind) => (
            <TableHeader key={kind} className={column} title={words.meaning[kind]}>
              {words.kinds[kind]}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {rows.map(({ clusterId, clusterName, counts }) => (
            <TableRow key={clusterId}>
              <TableCell className="font-medium">
                <Link href={href("/compare", { cluster: clusterId, from, to })} className="link">
                  {clusterName}
                </Link>
              </TableCell>
              {counts === null ? (
                <TableCell colSpan={changeKinds.length} className="text-end text-ink-2">
                  {words.clusters.notThen}
                </TableCell>
              ) : (
                changeKinds.map((kind) => (
                  <TableCell key={kind} className={cn("nums", column)}>
                    {counts[kind] === 0 ? (
                      <span className="text-ink-3">{words.number(0)}</span>
                    ) : (
                      <CountLink href={href("/compare", { cluster: clusterId, from, to, kind })} count={counts[kind]}>
                        {words.number(counts[kind])}
                      </CountLink>
                    )}
                  </TableCell>
                ))
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
