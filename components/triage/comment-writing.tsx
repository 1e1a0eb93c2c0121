"use client";

import { useId, useState } from "react";
import type { FindingComment } from "../../lib/domain/views/triage-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import { CommentEditor } from "./comment-editor.tsx";
import { answered, type TriageActions } from "./triage-actions.ts";

const words = t.triageDialog.comment;
const failed = () => t.triageDialog.failed;

interface Rest {
  actions: TriageActions;
  onChanged: () => void;
  onClose: () => void;
}

/** Says something new of a finding. */
export function CommentWriting({ findingId, actions, onChanged, onClose }: Rest & { findingId: string }) {
  const id = useId();
  return (
    <CommentEditor
      id={id}
      initial=""
      submit={words.send}
      onSend={(body) => answered(actions.addComment({ findingId, body }), failed)}
      onDone={() => {
        onClose();
        onChanged();
      }}
      onCancel={onClose}
    />
  );
}

/** Changes a comment of one's own, or takes it away after asking. */
export function CommentEditing(props: Rest & { comment: FindingComment; how: "edit" | "remove" }) {
  const { comment, how, actions, onChanged, onClose } = props;
  const id = useId();
  // As it was when editing began: who else changed it since is not overwritten.
  const [{ version }] = useState(comment);
  const [problem, setProblem] = useState<string | null>(null);
  const done = () => {
    onClose();
    onChanged();
  };
  if (how === "edit") {
    return (
      <CommentEditor
        id={id}
        initial={comment.body}
        submit={words.save}
        onSend={(body) => answered(actions.editComment({ id: comment.id, version, body }), failed)}
        onDone={done}
        onCancel={onClose}
      />
    );
  }
  const remove = async () => {
    const answer = await answered(actions.removeComment({ id: comment.id, version }), failed);
    if (!answer.ok) return setProblem(answer.message);
    toast(words.removed);
    done();
  };
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <Button variant="danger" size="sm" onClick={() => void remove()}>
        {words.reallyRemove}
      </Button>
      <Button size="sm" onClick={onClose}>
        {t.ui.cancel}
      </Button>
      <span role="alert" className="font-medium text-critical empty:hidden">
        {problem}
      </span>
    </div>
  );
}
