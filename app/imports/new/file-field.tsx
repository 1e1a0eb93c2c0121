"use client";

import { FileText, Upload } from "lucide-react";
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { cn } from "../../../components/ui/class-names.ts";
import { described, Field, Textarea } from "../../../components/ui/field.tsx";
import * as t from "../../../lib/messages/index.ts";
import type { Draft } from "./use-import.ts";

const words = t.imports.form;

export function fileSize(bytes: number): string {
  return words.size(bytes);
}

interface Props {
  draft: Draft;
  change(changes: Partial<Draft>): void;
  error: string | undefined;
}

function PasteField({ draft, change, error }: Props) {
  return (
    <Field id="content" label={words.pasteLabel} error={error}>
      <Textarea
        {...described("content", error)}
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
        rows={10}
        autoComplete="off"
        spellCheck={false}
      />
      <div>
        <Button size="sm" variant="quiet" className="-ms-2" onClick={() => change({ isPasted: false })}>
          {words.useFile}
        </Button>
      </div>
    </Field>
  );
}

/** A place to drop a file on, or to choose one; or its text, pasted. */
export function FileField(props: Props) {
  const { draft, change, error } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  if (draft.isPasted) return <PasteField {...props} />;
  const take = (file: File | undefined) => {
    if (file) change({ file });
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    take(event.target.files?.[0]);
    event.target.value = "";
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  // Beside the button, which does the same with the keyboard.
  const dropping = { onDragOver: over, onDragLeave: () => setOver(false), onDrop: dropped };
  return (
    <fieldset aria-describedby={error ? "file-error" : undefined} className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{words.file}</legend>
      <input
        ref={input}
        id="file"
        type="file"
        aria-label={words.choose}
        className="sr-only"
        tabIndex={-1}
        onChange={chosen}
      />
      <div
        {...dropping}
        className={cn(
          "flex min-h-24 flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-dashed px-4 py-3 text-sm",
          error ? "border-critical" : isOver ? "border-accent bg-raised" : "border-line-strong",
        )}
      >
        {draft.file ? (
          <span className="flex min-w-0 items-center gap-2">
            <FileText aria-hidden className="size-4 shrink-0 text-ink-3" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {words.chosen(draft.file.name, fileSize(draft.file.size))}
            </span>
          </span>
        ) : (
          <span className="text-ink-2">{words.drop}</span>
        )}
        <Button size="sm" onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          {draft.file ? words.another : words.choose}
        </Button>
        <Button size="sm" onClick={() => change({ isPasted: true })}>
          {words.paste}
        </Button>
      </div>
      {error ? (
        <p id="file-error" role="alert" className="text-xs font-medium text-critical">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
