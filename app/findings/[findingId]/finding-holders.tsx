import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { RightHolder } from "../../../lib/domain/rbac.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.finding.holders;

function HolderTable({ holders }: { holders: readonly RightHolder[] }) {
  return (
    <Table label={words.title} scrollable>
      <TableHead>
        <TableHeader>{words.who}</TableHeader>
        <TableHeader>{words.right}</TableHeader>
        <TableHeader className="max-md:hidden">{words.through}</TableHeader>
        <TableHeader className="max-sm:hidden">{words.scope}</TableHeader>
        <TableHeader className="max-md:hidden">{words.usedBy}</TableHeader>
      </TableHead>
      <TableBody>
        {holders.map((holder) => (
          <TableRow key={`${holder.bindingUid} ${holder.subject.kind} ${holder.subject.name} ${holder.right}`}>
            <TableCell className="align-top break-words">
              <span className="text-ink-2">{holder.subject.kind} </span>
              {[holder.subject.namespace, holder.subject.name].filter(Boolean).join("/")}
              <span className="block text-xs text-ink-2 md:hidden">
                {holder.through}
                {holder.usedBy.length > 0 ? `; ${words.usedBy.toLowerCase()} ${holder.usedBy.join(", ")}` : null}
              </span>
              <span className="block text-xs text-ink-2 sm:hidden">{holder.namespace ?? words.everywhere}</span>
            </TableCell>
            <TableCell className="align-top">{holder.right}</TableCell>
            <TableCell className="align-top break-words max-md:hidden">{holder.through}</TableCell>
            <TableCell className="align-top max-sm:hidden">{holder.namespace ?? words.everywhere}</TableCell>
            <TableCell className="align-top break-words max-md:hidden">
              {holder.usedBy.length > 0 ? holder.usedBy.join(", ") : <span className="text-ink-3">{words.noUse}</span>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Rights that open the same door; those that Kubernetes itself expects are folded away. */
export function FindingHolders({ finding }: { finding: FindingDetail }) {
  const holders = finding.beside.holders ?? [];
  if (holders.length === 0) return null;
  const expected = holders.filter((holder) => holder.expected);
  const others = holders.filter((holder) => !holder.expected);
  return (
    <Section id="holders" title={words.title}>
      <p className="mb-2 max-w-prose text-sm text-ink-2">{words.lead}</p>
      {others.length > 0 ? <HolderTable holders={others} /> : <p className="text-sm">{words.onlyExpected}</p>}
      {expected.length > 0 ? (
        <details className="mt-2">
          <summary className="link text-sm">{words.expected(expected.length)}</summary>
          <HolderTable holders={expected} />
        </details>
      ) : null}
    </Section>
  );
}
