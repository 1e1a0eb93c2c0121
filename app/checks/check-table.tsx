import { counterpartName } from "../../components/checks/counterpart-name.ts";
import { href } from "../../components/href.ts";
import { Link } from "../../components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../components/ui/table.tsx";
import { portsOf } from "../../lib/checks/ports-of.ts";
import type { Component } from "../../lib/domain/check.ts";
import * as t from "../../lib/messages/index.ts";
import type { FoundCheck } from "./search-checks.ts";
import { SeverityRange } from "./severity-range.tsx";

const words = t.checks;

/** By which ids of other tools the search found the check. */
function Matched({ matched }: Pick<FoundCheck, "matched">) {
  if (matched.length === 0) return null;
  return (
    <span className="block text-xs text-ink-2">
      <span className="font-medium text-ink">{words.search.foundAs}</span>{" "}
      {[...new Set(matched.map(counterpartName))].join(", ")}
    </span>
  );
}

/** Of a check that looks at many, the first; its own page has them all. */
const portsShown = 6;

function Ports({ ports }: { ports: readonly number[] }) {
  const rest = ports.slice(portsShown);
  return (
    <code className="flex flex-wrap gap-x-2 text-[12px]">
      {ports.slice(0, portsShown).map((port) => (
        // The number of a port counts nothing.
        <Link key={port} href={`/ports/${port}`} data-measure className="relative z-10 leading-6 hover:underline">
          {port}
        </Link>
      ))}
      {rest.length > 0 ? (
        <span title={rest.join(" ")} className="leading-6 text-ink-2">
          +{rest.length}
        </span>
      ) : null}
    </code>
  );
}

function Row({ found: { check, matched }, open }: { found: FoundCheck; open: number }) {
  return (
    <TableRow>
      <TableCell className="w-full min-w-56">
        <Link href={`/checks/${check.id}`} data-row-link className="row-link font-medium">
          {check.title}
        </Link>
        <code className="block text-[11px] break-all text-ink-2">{check.id}</code>
        <Matched matched={matched} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <SeverityRange check={check} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-2 max-md:hidden" title={words.kindMeaning[check.kind]}>
        {words.kinds[check.kind]}
      </TableCell>
      <TableCell className="text-end text-ink-2 max-lg:hidden">{check.tier}</TableCell>
      <TableCell className="max-lg:hidden lg:max-w-56 lg:min-w-28">
        <Ports ports={portsOf(check)} />
      </TableCell>
      <TableCell className="text-end">
        {open > 0 ? (
          <Link
            href={href("/findings", { check: check.id })}
            data-count={open}
            aria-label={words.openFindings(open)}
            className="link relative z-10 px-1 font-semibold"
          >
            {open}
          </Link>
        ) : (
          <span className="px-1 text-ink-3">0</span>
        )}
      </TableCell>
    </TableRow>
  );
}

export interface CheckGroup {
  component: Component;
  found: FoundCheck[];
}

const columnCount = 6;

/** Where on the page a component's checks begin. */
export function groupId(component: Component): string {
  return `component-${component}`;
}

/** Checks under the component that they are about. */
export function CheckTable({ groups, open }: { groups: CheckGroup[]; open: Map<string, number> }) {
  const { columns } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{columns.check}</TableHeader>
        <TableHeader className="max-sm:hidden">{columns.severity}</TableHeader>
        <TableHeader className="max-md:hidden">{columns.kind}</TableHeader>
        <TableHeader className="text-end max-lg:hidden">{columns.tier}</TableHeader>
        <TableHeader className="max-lg:hidden">{columns.ports}</TableHeader>
        <TableHeader className="text-end">{columns.open}</TableHeader>
      </TableHead>
      {groups.map((group) => (
        <TableBody key={group.component}>
          <tr className="border-b border-line-strong" id={groupId(group.component)}>
            <th scope="rowgroup" colSpan={columnCount} className="pt-6 pb-1.5 text-start">
              <span className="text-base font-semibold">{t.words.component[group.component]}</span>
              <span className="nums ms-2 text-xs font-normal text-ink-2">{group.found.length}</span>
            </th>
          </tr>
          {group.found.map((found) => (
            <Row key={found.check.id} found={found} open={open.get(found.check.id) ?? 0} />
          ))}
        </TableBody>
      ))}
    </Table>
  );
}
