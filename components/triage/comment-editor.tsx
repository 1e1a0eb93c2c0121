"use client";

import { type FormEvent, type KeyboardEvent, useState, useTransition } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { described, Field, Textarea } from "../ui/field.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import type { Answer } from "./triage-actions.ts";

const words = t.triageDialog.comment;
const CommentText = onDemand(async () => (await import("./markdown.tsx")).CommentText);

interface Props {
  id: string;
  initial: string;
  submit: string;
  /** Keeps it; what was refused stays in the field. */
  onSend: (body: string) => Promise<Answer<unknown>>;
  onDone: () => void;
  onCancel: () => void;
}

/** Markdown with its preview; Ctrl+Enter sends. */
export function CommentEditor({ id, initial, submit, onSend, onDone, onCancel }: Props) {
  const [body, setBody] = useState(initial);
  const [preview, setPreview] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const send = () =>
    start(async () => {
      if (body.trim() === "") return setError(words.empty);
      const answer = await onSend(body);
      if (!answer.ok) return setError(answer.message);
      setBody("");
      setError(undefined);
      onDone();
    });
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !pending) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <form
      noValidate
      onKeyDown={press}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!pending) send();
      }}
      className="grid gap-2"
    >
      <Field id={id} label={words.label} hint={words.hint} error={error}>
        {preview ? (
          <div className="min-h-24 rounded-md border border-line p-2.5">
            {body.trim() ? <CommentText body={body} /> : <p className="text-sm text-ink-2">{words.nothing}</p>}
          </div>
        ) : (
          <Textarea
            {...described(id, error)}
            // The field was asked for: it is where one writes on.
            ref={(field) => field?.focus()}
            value={body}
            onChange={({ target }) => setBody(target.value)}
            maxLength={10_000}
            className="min-h-24 font-sans text-sm leading-5"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="sm" aria-busy={pending} aria-disabled={pending}>
          {submit}
        </Button>
        <Button size="sm" aria-pressed={preview} onClick={() => setPreview(!preview)}>
          {preview ? words.write : words.preview}
        </Button>
        <Button size="sm" variant="quiet" onClick={onCancel}>
          {t.ui.cancel}
        </Button>
      </div>
    </form>
  );
}
