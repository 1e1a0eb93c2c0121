import { TimeAgo } from "../../../components/time-ago.tsx";
import { commentKey } from "../../../components/triage/comment-key.ts";
import { CommentText } from "../../../components/triage/markdown.tsx";
import { TriageHost } from "../../../components/triage/triage-host.tsx";
import { TriagePanel } from "../../../components/triage/triage-panel.tsx";
import { UndoAct } from "../../../components/triage/undo-act.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import type { TriageActRow } from "../../../lib/domain/views/triage-view.ts";
import type { Identity } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { getFindingTriage, listTriageActs } from "../../../lib/store/index.ts";
import { triageActions } from "../../triage/page-acts.ts";

const words = t.triage;
/** The newest acts are those that somebody may want to take back. */
const listed = 5;

function Acts({ acts }: { acts: readonly TriageActRow[] }) {
  return (
    <details className="mt-3 print:hidden">
      <summary className="link min-h-6 text-sm leading-6">{words.history.title}</summary>
      <ul className="mt-1 grid">
        {acts.map((act) => (
          <li key={act.id} className="flex min-h-8 flex-wrap items-center gap-x-2 border-t border-line text-sm">
            <span className="font-medium">{words.acts[act.kind]}</span>
            <span className="text-ink-2">{words.history.of(act.total)},</span>
            <span>{act.by}</span>
            <TimeAgo at={act.at} className="text-ink-2" />
            {act.undoneAt ? (
              <span className="text-ink-2">({words.history.undone(act.undoneBy ?? t.ui.product)})</span>
            ) : (
              <UndoAct actId={act.id} undo={triageActions.undo} />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What people decided of the finding and said of it, and deciding. */
export async function FindingTriageSection({ finding, reader }: { finding: FindingDetail; reader: Identity }) {
  const [triage, acts] = await Promise.all([
    getFindingTriage(finding.id, reader).then(withReadersWords),
    listTriageActs({ finding: finding.id, limit: listed }),
  ]);
  const drawn = Object.fromEntries(
    triage.comments.map((comment) => [commentKey(comment), <CommentText key={comment.id} body={comment.body} />]),
  );
  return (
    <Section id="triage" title={words.title}>
      <TriagePanel
        finding={{ id: finding.id, headline: finding.headline }}
        initial={triage}
        readAt={new Date().toISOString()}
        drawn={drawn}
        actions={triageActions}
        keys
      />
      {acts.items.length > 0 ? <Acts acts={acts.items} /> : null}
      <TriageHost actions={triageActions} />
    </Section>
  );
}
