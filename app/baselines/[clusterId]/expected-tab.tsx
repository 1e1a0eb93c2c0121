import { ClipboardCheck } from "lucide-react";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import * as t from "../../../lib/messages/index.ts";
import { tabHref } from "../addresses.ts";
import { groupDrift } from "../group-drift.ts";
import { DriftTable } from "./drift-table.tsx";
import { EntryTable } from "./entry-table.tsx";
import { GitSection } from "./git-section.tsx";
import type { Standing } from "./read-standing.ts";

const words = t.baselines;

/** What is open beside what is expected, what is expected and how it stands, and how it is kept in Git. */
export function ExpectedTab({ standing: { cluster, saved, standing } }: { standing: Standing }) {
  if (!saved)
    return (
      <EmptyState
        icon={ClipboardCheck}
        title={words.empty.title}
        actions={
          <>
            <LinkButton href={tabHref(cluster.id, "proposal")} variant="primary">
              {words.empty.propose}
            </LinkButton>
            <LinkButton href={tabHref(cluster.id, "yaml")}>{words.empty.write}</LinkButton>
          </>
        }
      >
        {words.empty.detail}
      </EmptyState>
    );
  const closed = standing.entries.filter(({ open, ended }) => open === 0 && !ended);
  return (
    <div className="grid gap-10">
      <Section id="drift" title={words.drift.title} aside={words.number(standing.drift.length)}>
        <p className="mb-2 max-w-prose text-sm text-ink-2">{words.drift.lead}</p>
        <DriftTable clusterId={cluster.id} groups={groupDrift(standing.drift)} />
      </Section>
      <Section id="expected" title={words.tabs.expected} aside={words.entries(saved.entries.length)}>
        <EntryTable rows={standing.entries} label={words.table.label} />
      </Section>
      {closed.length > 0 ? (
        <Section id="closed" title={words.closed.title} aside={words.entries(closed.length)}>
          <p className="mb-2 max-w-prose text-sm text-ink-2">{words.closed.lead}</p>
          <EntryTable rows={closed} label={words.closed.label} />
        </Section>
      ) : null}
      <GitSection clusterId={cluster.id} clusterName={cluster.name} />
    </div>
  );
}
