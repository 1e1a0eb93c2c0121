import { CircleAlert } from "lucide-react";
import { z } from "zod";
import { CountLink } from "../../../components/count-link.tsx";
import { Page } from "../../../components/frame/page.tsx";
import { Instant } from "../../../components/instant.tsx";
import { RowKeys } from "../../../components/row-keys.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { type Fact, Facts, Section } from "../../../components/ui/section.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import type { AcceptanceRow } from "../../../lib/domain/views/triage-view.ts";
import { guardPage, type Identity } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listEverCovered } from "../../../lib/store/index.ts";
import { conditionWords, coveredHref, scopeWords } from "../acceptance-words.ts";
import { StandingMark } from "../standing-mark.tsx";
import { AcceptanceActs } from "./acceptance-acts.tsx";
import { CoveredTable } from "./covered-table.tsx";
import { readAcceptance } from "./read-acceptance.ts";

const words = t.acceptances;

const isSame = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

function factsOf(row: AcceptanceRow): Fact[] {
  const conditions = conditionWords(row.condition);
  const ended: Fact[] = row.endedAt
    ? [
        { term: words.one.ended, value: <Instant at={row.endedAt} /> },
        { term: words.one.endedBy, value: row.endedBy ?? words.one.breakwater },
        { term: words.one.endedWhy, value: row.endedReason, wide: true },
      ]
    : [];
  return [
    { term: words.columns.standing, value: <StandingMark standing={row.standing} /> },
    { term: words.columns.scope, value: scopeWords(row) },
    {
      term: words.one.now,
      value: (
        <CountLink href={coveredHref(row)} count={row.matched}>
          {words.covers(row.matched)}
        </CountLink>
      ),
    },
    {
      term: words.one.until,
      value: row.expiresAt ? (
        <>
          <Instant at={row.expiresAt} /> (<TimeAgo at={row.expiresAt} />)
        </>
      ) : (
        words.noEnd
      ),
    },
    { term: words.columns.condition, value: conditions.length > 0 ? conditions.join("; ") : words.unconditional },
    {
      term: words.one.made,
      value: (
        <>
          {row.createdBy}, <Instant at={row.createdAt} />
        </>
      ),
    },
    {
      term: words.columns.reviewer,
      value: row.reviewer ? (
        <>
          {row.reviewer}, {row.reviewedAt ? words.reviewed : words.toReview}{" "}
          {row.reviewedAt ? <TimeAgo at={row.reviewedAt} /> : null}
        </>
      ) : (
        words.nobody
      ),
    },
    ...ended,
  ];
}

async function record(id: string, reader: Identity) {
  const row = await readAcceptance(id);
  const covered = await listEverCovered(id);
  return (
    <Page
      crumbs={[{ label: words.title, href: "/acceptances" }, { label: scopeWords(row) }]}
      title={words.kind[row.kind]}
      lead={words.meaning[row.standing]}
      actions={
        <AcceptanceActs
          acceptance={row}
          mayReview={!isSame(row.createdBy, reader.name)}
          renewable={covered.filter(({ state }) => state === "open" || state === "acknowledged")}
        />
      }
    >
      {row.problem ? (
        <Notice tone="critical" icon={CircleAlert} className="mb-4">
          {words.one.problem}: {row.problem}
        </Notice>
      ) : null}
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="grid content-start gap-8">
          <Section id="reason" title={words.one.reason}>
            <p className="max-w-prose whitespace-pre-line break-words">{row.reason}</p>
          </Section>
          {row.proof ? (
            <Section id="proof" title={words.one.proof}>
              <p className="max-w-prose whitespace-pre-line break-words">{row.proof}</p>
            </Section>
          ) : null}
          <Section id="covered" title={words.one.ever} aside={words.one.everOf(covered.length, row.everMatched)}>
            {covered.length > 0 ? (
              <RowKeys>
                <CoveredTable findings={covered} />
              </RowKeys>
            ) : (
              <p className="text-sm text-ink-2">{words.one.nothing}</p>
            )}
          </Section>
        </div>
        <Section id="facts" title={words.one.facts}>
          <Facts items={factsOf(row)} />
        </Section>
      </div>
    </Page>
  );
}

export default guardPage(
  z.object({ acceptanceId: z.string().min(1).max(100) }),
  ({ input: { acceptanceId }, identity }) => record(acceptanceId, identity),
);
