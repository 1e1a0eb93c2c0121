"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { CodeBlock } from "../../components/ui/code-block.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { described, Field, Input } from "../../components/ui/field.tsx";
import { acceptanceDays } from "../../lib/domain/triage.ts";
import type { ReviewState } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import { askText } from "./ask-text.ts";
import type { QueueItem } from "./queue-item.ts";
import { type Approval, approveCommand, baselineEntry, type CommandStep, removeCommands } from "./service-commands.ts";

const words = t.nodePorts.dialog;

interface BodyProps {
  items: readonly QueueItem[];
  /** Empty where it was recorded; otherwise what stands in the way. */
  record: (note: string, owner: string | null) => Promise<string>;
  close: () => void;
}

function Steps({ steps, label }: { steps: readonly CommandStep[]; label: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {steps.map(({ text, code }) => (
        <div key={`${text} ${code}`}>
          {text ? <p className="mb-1 text-sm">{text}</p> : null}
          {code === null ? null : <CodeBlock code={code} label={label} />}
        </div>
      ))}
    </div>
  );
}

function Ending({ label, busy, problem, close }: { label: string; busy: boolean; problem: string; close: () => void }) {
  return (
    <>
      {problem ? (
        <p role="alert" className="text-sm font-medium text-critical">
          {problem}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-3">
        <Button onClick={close}>{words.cancel}</Button>
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t.nodePorts.review.recording : label}
        </Button>
      </div>
    </>
  );
}

function useRecord({ record, close }: Pick<BodyProps, "record" | "close">) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async (note: string, owner: string | null) => {
    setBusy(true);
    const wrong = await record(note, owner);
    setBusy(false);
    setProblem(wrong);
    if (!wrong) close();
  };
  return { busy, problem, setProblem, run };
}

function NoteField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <Field id={id} label={words.note} hint={words.noteHint}>
      <Input {...described(id)} value={value} maxLength={2000} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

function Ask({ items, record, close }: BodyProps) {
  const [note, setNote] = useState("");
  const { busy, problem, run } = useRecord({ record, close });
  const text = askText(items);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(note, null);
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <CodeBlock code={text} title={words.message} label={words.message}>
        <span className="whitespace-pre-wrap">{text}</span>
      </CodeBlock>
      <NoteField value={note} onChange={setNote} />
      <Ending label={words.recordAsked} busy={busy} problem={problem} close={close} />
    </form>
  );
}

/** The last day of an approval that begins now, as a UTC day. */
const lastDay = () => new Date(Date.now() + acceptanceDays * 86_400_000).toISOString().slice(0, 10);

function ApprovalFields({ given, onChange }: { given: Approval; onChange: (given: Approval) => void }) {
  const id = useId();
  const set = (name: keyof Approval) => ({
    value: given[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...given, [name]: event.target.value }),
  });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field id={`${id}-owner`} label={words.owner} hint={words.ownerHint}>
        <Input {...described(`${id}-owner`)} {...set("owner")} maxLength={200} />
      </Field>
      <Field id={`${id}-until`} label={words.until} hint={words.untilHint}>
        <Input {...described(`${id}-until`)} {...set("until")} type="date" />
      </Field>
      <Field id={`${id}-because`} label={words.because} hint={words.becauseHint} className="sm:col-span-2">
        <Input {...described(`${id}-because`)} {...set("because")} maxLength={500} />
      </Field>
    </div>
  );
}

function Keep({ items, record, close }: BodyProps) {
  const teams = new Set(items.map(({ team }) => team));
  const [given, setGiven] = useState<Approval>({
    owner: (teams.size === 1 ? items[0]?.team : null)?.replaceAll(":", "") ?? "",
    because: "",
    until: lastDay(),
  });
  const { busy, problem, setProblem, run } = useRecord({ record, close });
  const owner = given.owner.trim();
  const because = given.because.trim();
  const approval = { owner: owner || "OWNER", because: because || "REASON", until: given.until };
  const steps = items.map((item) => approveCommand(item, approval));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (owner.includes(":")) setProblem(words.noColon);
    else if (!owner || !because) setProblem(words.needed);
    else void run(because, owner);
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ApprovalFields given={given} onChange={setGiven} />
      <div>
        <p className="mb-1 text-sm font-medium">{words.command}</p>
        <Steps steps={steps.map(({ run: step }) => step)} label={words.command} />
      </div>
      <details>
        <summary className="cursor-pointer text-sm">{words.undo}</summary>
        <Steps steps={steps.map(({ undo }) => undo)} label={words.undo} />
      </details>
      <details>
        <summary className="cursor-pointer text-sm">{words.baseline}</summary>
        <CodeBlock code={items.map((item) => baselineEntry(item, approval)).join("\n")} label={words.baseline} />
      </details>
      <Ending label={words.record} busy={busy} problem={problem} close={close} />
    </form>
  );
}

function Remove({ items, record, close }: BodyProps) {
  const [note, setNote] = useState("");
  const { busy, problem, run } = useRecord({ record, close });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(note, null);
  };
  return (
    <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {items.map((item) => {
        const { run: steps, undo } = removeCommands(item);
        return (
          <div key={item.key} className="grid grid-cols-[minmax(0,1fr)] gap-2">
            {items.length > 1 ? <p className="font-mono text-xs font-medium">{item.label}</p> : null}
            <Steps steps={steps} label={`${words.command} ${item.label}`} />
            <details>
              <summary className="cursor-pointer text-sm">{words.undo}</summary>
              <Steps steps={[undo]} label={`${words.undo} ${item.label}`} />
            </details>
          </div>
        );
      })}
      <NoteField value={note} onChange={setNote} />
      <Ending label={words.record} busy={busy} problem={problem} close={close} />
    </form>
  );
}

interface Props extends BodyProps {
  state: ReviewState;
}

/** What to send, annotate or run, and that it is recorded; loaded when it is first opened. */
export function ReviewDialog({ state, ...body }: Props) {
  const count = body.items.length;
  const titles = {
    asked: [words.askTitle(count), words.askText],
    keep: [words.keepTitle(count), words.keepText],
    remove: [words.removeTitle(count), words.removeText],
  } as const;
  const [title, description] = titles[state];
  const Body = { asked: Ask, keep: Keep, remove: Remove }[state];
  return (
    <Dialog
      title={title}
      description={description}
      className="w-[min(720px,calc(100vw-32px))]"
      open
      onOpenChange={(open) => !open && body.close()}
    >
      <Body {...body} />
    </Dialog>
  );
}
