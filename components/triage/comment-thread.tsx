"use client";

import { MessageSquarePlus, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { FindingComment } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";
import { TimeAgo } from "../time-ago.tsx";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { commentKey } from "./comment-key.ts";
import type { TriageActions } from "./triage-actions.ts";

const words = t.triage.comments;
const CommentEditor = onDemand(async () => (await import("./comment-writing.tsx")).CommentWriting);
const CommentEditing = onDemand(async () => (await import("./comment-writing.tsx")).CommentEditing);
const CommentText = onDemand(async () => (await import("./markdown.tsx")).CommentText);

interface Props {
  findingId: string;
  comments: readonly FindingComment[];
  /** Bodies that the server drew already, by commentKey. */
  drawn?: Record<string, ReactNode>;
  /** Null where nothing can be written. */
  actions: TriageActions | null;
  writing: boolean;
  onWriting: (writing: boolean) => void;
  onChanged: () => void;
}

/** What people said of a finding, the oldest first, and saying something. */
export function CommentThread({ findingId, comments, drawn = {}, actions, writing, onWriting, onChanged }: Props) {
  const [changing, setChanging] = useState<{ id: string; how: "edit" | "remove" } | null>(null);
  return (
    <div className="grid gap-3">
      {comments.length === 0 && !writing ? <p className="text-sm text-ink-2">{words.none}</p> : null}
      <ul aria-label={words.title} className="grid gap-3 empty:hidden">
        {comments.map((comment) => (
          <li key={comment.id} data-comment={comment.id} className="border-s-2 border-line-strong ps-3">
            <p className="mb-1 flex min-h-6 flex-wrap items-center gap-x-2 text-xs text-ink-2">
              <span className="font-medium text-ink">{comment.by}</span>
              <TimeAgo at={comment.at} />
              {comment.editedAt ? <TimeAgoEdited at={comment.editedAt} /> : null}
              {comment.own && actions && changing?.id !== comment.id ? (
                <Own comment={comment} onChange={(how) => setChanging({ id: comment.id, how })} />
              ) : null}
            </p>
            {changing?.id === comment.id && actions ? (
              <CommentEditing
                comment={comment}
                how={changing.how}
                actions={actions}
                onChanged={onChanged}
                onClose={() => setChanging(null)}
              />
            ) : (
              (drawn[commentKey(comment)] ?? <CommentText body={comment.body} />)
            )}
          </li>
        ))}
      </ul>
      {actions === null ? null : writing ? (
        <CommentEditor findingId={findingId} actions={actions} onChanged={onChanged} onClose={() => onWriting(false)} />
      ) : (
        <Button size="sm" className="justify-self-start" onClick={() => onWriting(true)}>
          <MessageSquarePlus aria-hidden />
          {words.write}
        </Button>
      )}
    </div>
  );
}

function TimeAgoEdited({ at }: { at: string }) {
  return (
    <span>
      ({words.edited} <TimeAgo at={at} />)
    </span>
  );
}

function Own({ comment, onChange }: { comment: FindingComment; onChange: (how: "edit" | "remove") => void }) {
  const when = t.time.instant(comment.at);
  return (
    <>
      <Button variant="quiet" size="icon-sm" aria-label={words.editOf(when)} onClick={() => onChange("edit")}>
        <Pencil aria-hidden />
      </Button>
      <Button variant="quiet" size="icon-sm" aria-label={words.removeOf(when)} onClick={() => onChange("remove")}>
        <Trash2 aria-hidden />
      </Button>
    </>
  );
}
