"use client";

import { Ellipsis, Handshake } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { TriageKind } from "../../lib/domain/triage.ts";
import type { FindingTriage } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";
import { onTriaged, requestTriage } from "../findings/triage-request.ts";
import { useNow } from "../findings/use-now.ts";
import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/state.tsx";
import { CommentThread } from "./comment-thread.tsx";
import { DueWords } from "./due-words.tsx";
import type { TriageActions } from "./triage-actions.ts";
import { usePanelKeys } from "./use-panel-keys.ts";

const words = t.triage;
/** Milliseconds between looks whether somebody else acted. */
const lookEveryMs = 10_000;

interface Props {
  finding: { id: string; headline: string };
  initial: FindingTriage;
  /** RFC 3339; when it was read. */
  readAt: string;
  /** Bodies of comments that the server drew. */
  drawn?: Record<string, ReactNode>;
  /** Null where the page shows the past. */
  actions: TriageActions | null;
  /** True where the keys of the page are this panel's: on the page of one finding. */
  keys?: boolean;
}

const readStanding = (id: string, signal?: AbortSignal) =>
  readJson<FindingTriage>(`/api/v1/findings/${encodeURIComponent(id)}/triage`, signal);

/** What stands now as the person sees it, and what somebody else made of it since. */
function useStanding({ finding: { id }, initial }: Props) {
  const router = useRouter();
  const [seen, setSeen] = useState(initial);
  const known = useRef(initial);
  if (known.current !== initial) {
    known.current = initial;
    // The page was read again: that is what the person sees.
    if (initial.version >= seen.version) setSeen(initial);
  }
  const { data, isError, refetch } = useQuery({
    queryKey: ["finding-triage", id],
    queryFn: ({ signal }) => readStanding(id, signal),
    initialData: initial,
    refetchInterval: lookEveryMs,
  });
  // What one does oneself is no news: it is read at once, and until then nothing is told.
  const [acting, setActing] = useState(false);
  useEffect(
    () =>
      onTriaged(() => {
        setActing(true);
        const end = () => setActing(false);
        readStanding(id)
          // What cannot be read is told all the same: the query beside it fails too.
          .then(setSeen, () => undefined)
          .finally(end);
        void refetch();
      }),
    [id, refetch],
  );
  const show = () => {
    setSeen(data);
    router.refresh();
  };
  const isNews = data.version > seen.version && !acting;
  return { seen, news: isNews ? data : null, comments: data.comments, isStale: isError, show, refetch };
}

function newsOf({ state, triagedBy }: FindingTriage): string {
  const by = triagedBy ?? t.ui.product;
  if (state === "accepted" || state === "false-positive" || state === "acknowledged") return words.news[state](by);
  return words.news.changed(by);
}

function Acceptance({ acceptance }: { acceptance: NonNullable<FindingTriage["acceptance"]> }) {
  const { id, kind, reason, createdBy, expiresAt, reviewer, reviewedAt } = acceptance;
  return (
    <div className="mt-3 rounded-sm border-s-2 border-accent bg-page px-3 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        <Handshake aria-hidden className="size-4 shrink-0 text-ink-2" />
        <span className="font-medium">{words.acceptance[kind]}</span>
        <span className="text-ink-2">{words.acceptance.by(createdBy)},</span>
        {expiresAt ? (
          <span>
            {words.acceptance.until} {t.time.day(expiresAt)} (<TimeAgo at={expiresAt} />)
          </span>
        ) : (
          words.acceptance.noEnd
        )}
      </p>
      <p className="mt-1 max-w-prose whitespace-pre-line break-words">{reason}</p>
      <p className="mt-1 text-ink-2">
        {reviewer ? (
          <>
            {words.acceptance.reviewer}: {reviewer},{" "}
            {reviewedAt ? words.acceptance.reviewed : words.acceptance.notReviewed}.{" "}
          </>
        ) : null}
        <Link href={`/acceptances/${id}`} className="link inline-block min-h-6 leading-6">
          {words.acceptance.open}
        </Link>
      </p>
    </div>
  );
}

/** Acts that make sense as the finding stands; all others are behind the last button. */
function actsOf(state: FindingTriage["state"]): TriageKind[] {
  if (state === "open") return ["acknowledge", "assign", "accept"];
  if (state === "acknowledged") return ["assign", "accept"];
  return ["reopen", "assign"];
}

const keyOf: Partial<Record<TriageKind, string>> = { acknowledge: "e" };

function Acts({ state, keys, onAct }: { state: FindingTriage["state"]; keys: boolean; onAct: ActOn }) {
  return (
    <fieldset aria-label={words.acts.label} className="mt-3 flex flex-wrap gap-1.5 print:hidden">
      {actsOf(state).map((kind) => (
        <Button
          key={kind}
          size="sm"
          onClick={() => onAct(kind)}
          {...(keys && keyOf[kind]
            ? { "aria-keyshortcuts": keyOf[kind], title: `${words.acts[kind]} (${keyOf[kind]})` }
            : {})}
        >
          {words.acts[kind]}
        </Button>
      ))}
      <Button
        size="sm"
        aria-haspopup="dialog"
        onClick={() => onAct(null)}
        {...(keys ? { "aria-keyshortcuts": "a", title: `${words.more} (a)` } : {})}
      >
        <Ellipsis aria-hidden />
        {words.more}
      </Button>
    </fieldset>
  );
}

type ActOn = (kind: TriageKind | null) => void;

/** Who has it, by when, what was decided, what can be, and what people said. */
export function TriagePanel(props: Props) {
  const { finding, actions, drawn, readAt, keys = false } = props;
  const { seen, news, comments, isStale, show, refetch } = useStanding(props);
  const [writing, setWriting] = useState(false);
  const now = useNow(readAt);
  const { id, headline } = finding;
  const act: ActOn = (kind) => {
    const target = { kind: "findings" as const, items: [{ id, version: seen.version }] };
    requestTriage({ target, kind, count: 1, headline });
  };
  usePanelKeys(keys && actions !== null, { act, comment: () => setWriting(true) });
  return (
    <div className="rounded-md border border-line bg-raised p-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm [&_dd]:ms-1.5 [&_dd]:inline [&_dt]:inline [&_dt]:text-ink-2">
        <div>
          <dt>{words.state}</dt>
          <dd className="font-medium">{t.words.findingState[seen.state]}</dd>
        </div>
        <div>
          <dt>{words.assignee}</dt>
          <dd>{seen.assignee ?? words.nobody}</dd>
        </div>
        <div>
          <dt>{words.due}</dt>
          <dd>
            <DueWords dueAt={seen.dueAt} now={now} />
            {seen.dueAt && seen.dueSet ? <span className="text-ink-2"> ({words.dueSet})</span> : null}
          </dd>
        </div>
      </dl>
      {seen.acceptance ? <Acceptance acceptance={seen.acceptance} /> : null}
      <div role="status">
        {news ? (
          <Notice className="mt-3 border border-accent bg-page">
            {newsOf(news)}{" "}
            <Button size="sm" className="ms-2" onClick={show}>
              {words.news.show}
            </Button>
          </Notice>
        ) : null}
        {isStale ? <p className="mt-2 text-xs text-ink-2">{words.stale}</p> : null}
      </div>
      {actions ? <Acts state={seen.state} keys={keys} onAct={act} /> : null}
      <h3 className="mt-4 mb-2 text-sm font-medium">{words.comments.title}</h3>
      <CommentThread
        findingId={id}
        comments={comments}
        {...(drawn ? { drawn } : {})}
        actions={actions}
        writing={writing}
        onWriting={setWriting}
        onChanged={() => void refetch()}
      />
    </div>
  );
}
