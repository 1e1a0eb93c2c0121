"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useEffect, useRef, useState, useTransition } from "react";
import { Button, LinkButton } from "../../../components/ui/button.tsx";
import { Field, Input } from "../../../components/ui/field.tsx";
import { onDemand } from "../../../components/ui/on-demand.tsx";
import { toast } from "../../../components/ui/toast.ts";
import * as t from "../../../lib/messages/index.ts";
import type { checkBaseline, saveBaselineText } from "../actions.ts";
import type { Conflict } from "./conflict-notice.tsx";
import { NumberedText } from "./numbered-text.tsx";
import { type Checked, ProblemList } from "./problem-list.tsx";

interface Props {
  clusterId: string;
  start: string;
  checked: Checked;
  /** The version that is edited, 0 for none. */
  version: number;
  discardHref: string | null;
  savedHref: string;
  check: typeof checkBaseline;
  save: typeof saveBaselineText;
}

/** Two rarely meet. */
const ConflictNotice = onDemand(() => import("./conflict-notice.tsx").then((module) => module.ConflictNotice));

const pauseMs = 400;
const mostBytes = 512_000;

/** A text area with its lines numbered; the server reads the text when the typing rests. */
export function YamlEditor({ clusterId, start, checked: first, version, discardHref, savedHref, check, save }: Props) {
  const words = t.baselineEditor;
  const router = useRouter();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(start);
  const [checked, setChecked] = useState<Checked | null>(first);
  const [seen, setSeen] = useState(version);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [pending, begin] = useTransition();
  const checkedText = useRef(start);

  useEffect(() => {
    if (text === checkedText.current) return;
    let isOld = false;
    setChecked(null);
    const timer = setTimeout(async () => {
      const answer = await check({ clusterId, yaml: text });
      if (isOld) return;
      checkedText.current = text;
      setFailed(answer.ok ? null : answer.message);
      if (answer.ok) setChecked(answer.value);
    }, pauseMs);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [text, clusterId, check]);

  const submit = (over: number) =>
    begin(async () => {
      const answer = await save({ clusterId, yaml: text, note, version: over });
      if (!answer.ok) return setFailed(answer.message);
      if (answer.value.conflict) return setConflict(answer.value.conflict);
      toast(words.saved(answer.value.version));
      setConflict(null);
      setSeen(answer.value.version);
      router.push(savedHref);
    });

  const upload = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (!file) return;
    if (file.size > mostBytes) return setFailed(words.uploadTooLarge);
    setText(await file.text());
    event.target.value = "";
  };

  const broken = checked?.problems.some(({ severity }) => severity === "error") ?? false;
  return (
    <div className="grid gap-4">
      <NumberedText ref={area} value={text} onChange={setText} problems={checked?.problems ?? []} />
      <ProblemList checked={checked} area={area} />
      {failed ? (
        <p role="alert" className="text-sm font-medium text-critical">
          {failed}
        </p>
      ) : null}
      {conflict ? (
        <ConflictNotice conflict={conflict} disabled={pending} onTakeOver={() => submit(conflict.version)} />
      ) : null}
      <Field id="baseline-note" label={words.note} hint={words.noteHint} className="max-w-prose">
        <Input id="baseline-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled={pending || broken || conflict !== null} onClick={() => submit(seen)}>
          {words.save}
        </Button>
        {discardHref ? <LinkButton href={discardHref}>{words.discard}</LinkButton> : null}
        <label className="ms-auto inline-flex h-8 cursor-pointer items-center rounded-md border border-control px-3 text-sm font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-sunken">
          {words.upload}
          <input type="file" accept=".yaml,.yml,application/yaml" className="sr-only" onChange={upload} />
        </label>
      </div>
    </div>
  );
}
