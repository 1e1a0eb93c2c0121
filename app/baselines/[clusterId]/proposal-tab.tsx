import { TextDiff } from "../../../components/compare/text-diff.tsx";
import { Button, LinkButton } from "../../../components/ui/button.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { BaselineEntry } from "../../../lib/domain/port-baseline.ts";
import * as t from "../../../lib/messages/index.ts";
import { leftOutLine, placeOf, withEntries, writeProposal } from "../../../lib/posture/index.ts";
import { tabHref } from "../addresses.ts";
import { entryNodes, entryPlaces, entryPorts } from "../entry-words.ts";
import { textDifference } from "../text-difference.ts";
import { proposalOf } from "./draft-text.ts";
import type { Standing } from "./read-standing.ts";

const words = t.baselines.proposal;
const quiet = "border-t border-line py-2 text-sm text-ink-2";

/** What would be expected by what is seen: what it adds to the saved text, whole or entry by entry. */
export function ProposalTab({ standing }: { standing: Standing }) {
  const { cluster, saved, open } = standing;
  if (open.length === 0) return <p className={quiet}>{words.nothingOpen}</p>;
  const { fresh, left, entries } = proposalOf(standing);
  const text = saved ? withEntries(saved.yaml, fresh) : writeProposal(cluster.name, { entries, left });
  return (
    <div className="grid gap-10">
      <Section id="proposal" title={words.title} aside={t.baselines.entries(fresh.length)}>
        <p className="mb-3 max-w-prose text-sm text-ink-2">{words.lead}</p>
        {fresh.length > 0 ? <Choice clusterId={cluster.id} entries={fresh} /> : <p className={quiet}>{words.same}</p>}
        {saved ? (
          <LinkButton href={tabHref(cluster.id, "yaml", { add: "fresh" })} size="sm" variant="quiet" className="mt-3">
            {words.replace}
          </LinkButton>
        ) : null}
      </Section>
      {fresh.length > 0 ? (
        <Section id="difference" title={words.diff}>
          <TextDiff label={words.diffLabel} lines={textDifference(saved?.yaml ?? "", text)} />
        </Section>
      ) : null}
      {left.length > 0 ? (
        <Section id="left" title={words.left} aside={t.baselines.number(left.length)}>
          <p className="mb-2 max-w-prose text-sm text-ink-2">{words.leftLead}</p>
          <ul className="grid gap-1 font-mono text-xs leading-[19px]">
            {left.map((one) => (
              <li key={`${one.port}/${one.protocol} ${one.why}`}>{leftOutLine(one)}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </div>
  );
}

/** A form that is an address: what was chosen stands in the editor's, and works before any script has loaded. */
function Choice({ clusterId, entries }: { clusterId: string; entries: readonly BaselineEntry[] }) {
  const heads = [t.baselines.table.ports, t.baselines.table.nodes, t.baselines.table.from, t.baselines.table.because];
  return (
    <form action={`/baselines/${encodeURIComponent(clusterId)}`} method="get" className="grid gap-3">
      <input type="hidden" name="tab" value="yaml" />
      <Table label={words.label}>
        <TableHead>
          <TableHeader>
            <span className="sr-only">{words.take}</span>
          </TableHeader>
          {heads.map((head) => (
            <TableHeader key={head} className="text-start">
              {head}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={placeOf(entry)}>
              <TableCell className="w-8">
                <input
                  type="checkbox"
                  name="add"
                  value={placeOf(entry)}
                  aria-label={words.chosen(`${entryPorts(entry)} ${entryNodes(entry)}`)}
                  className="relative z-10 size-6 accent-(--accent)"
                />
              </TableCell>
              <TableCell className="nums font-medium whitespace-nowrap">{entryPorts(entry)}</TableCell>
              <TableCell>{entryNodes(entry)}</TableCell>
              <TableCell className="text-ink-2">{entryPlaces(entry)}</TableCell>
              <TableCell>{entry.because}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <div className="flex flex-wrap gap-2">
        <LinkButton href={tabHref(clusterId, "yaml", { add: "all" })} variant="primary">
          {words.takeAll}
        </LinkButton>
        <Button type="submit">{words.takeChosen}</Button>
      </div>
    </form>
  );
}
