"use client";

import { type FormEvent, type KeyboardEvent, type ReactNode, useState, useTransition } from "react";
import type { TriageAct } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import type { TriageRequest } from "../findings/triage-request.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { countMatching, searchOf } from "./filter-search.ts";
import { NameInput } from "./name-dialog.tsx";
import { skipName, usePeople, wasNameSkipped } from "./people.ts";
import { answered, fieldsOf, type TriageActions } from "./triage-actions.ts";
import type { Perform } from "./use-triage.ts";

const words = t.triageDialog;

export interface FormProps {
  request: TriageRequest;
  actions: TriageActions;
  perform: Perform;
  onClose: () => void;
}

type Fields = Record<string, string>;

const isAct = (asked: TriageAct | Fields): asked is TriageAct => "kind" in asked;

/** What a form of triage needs: its errors, the name of who acts, and sending without losing what was typed. */
export function useTriageForm({ request, actions, perform, onClose }: FormProps) {
  const people = usePeople();
  const [fields, setFields] = useState<Fields>({});
  const [target, setTarget] = useState(request.target);
  const [name, setName] = useState("");
  const [pending, start] = useTransition();
  const asksName = people?.named === false && !wasNameSkipped();
  const count = target.kind === "filter" ? target.total : request.count;

  /** The name first, so that the act is already done by it; null where it was refused. */
  const takeName = async (): Promise<string | null> => {
    const you = people?.you ?? "";
    if (!asksName || name.trim() === "") return you;
    const answer = await answered(actions.namePerson({ name }), () => words.failed);
    if (answer.ok) return answer.value.name;
    setFields({ name: answer.message });
    return null;
  };

  /** A filter that matches others than were told: the number is put right, and the person presses again. */
  const lookAgain = async (refused: Fields) => {
    if (target.kind !== "filter") return setFields(refused);
    try {
      const total = await countMatching(searchOf(target.query));
      if (total === target.total) return setFields(refused);
      setTarget({ ...target, total });
      setFields({ "": words.moved(total) });
    } catch (error) {
      setFields({
        "": `${refused[""] ?? ""} ${words.readFailed(error instanceof Error ? error.message : String(error))}`,
      });
    }
  };

  const send = (act: (you: string) => TriageAct | Fields) =>
    start(async () => {
      // What does not fit is said first: a name that was left empty counts only with the act that is done.
      const draft = act(people?.you ?? "");
      if (!isAct(draft)) return setFields(draft);
      const you = await takeName();
      if (you === null) return;
      const asked = act(you);
      if (!isAct(asked)) return setFields(asked);
      const refusal = await perform(asked, request, target);
      if (refusal !== null) return lookAgain(fieldsOf(refusal));
      if (asksName && name.trim() === "") skipName();
      onClose();
    });
  return { people, fields, setFields, count, pending, send, asksName, name, setName };
}

export type TriageForm = ReturnType<typeof useTriageForm>;

interface DialogProps {
  title: string;
  request: TriageRequest;
  form: TriageForm;
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of a form of triage: of what it is, its fields, who acts, and the button. Ctrl+Enter sends it. */
export function TriageDialog({ title, request, form, submit, onSubmit, onClose, children }: DialogProps) {
  const { pending, fields, count } = form;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSubmit();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || pending) return;
    event.preventDefault();
    onSubmit();
  };
  const of = request.target.kind === "filter" ? words.everything(count) : (request.headline ?? words.findings(count));
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={title} description={of}>
      <form onSubmit={send} onKeyDown={press} noValidate className="mt-1 grid gap-4">
        {children}
        {form.asksName ? <NameField form={form} /> : null}
        <div role="alert" className="text-sm font-medium text-critical empty:hidden">
          {fields[""] ?? null}
        </div>
        <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-wrap justify-end gap-2 border-t border-line bg-page px-4 py-3">
          <Button onClick={onClose}>{t.ui.cancel}</Button>
          <Button type="submit" variant="primary" aria-disabled={pending} aria-busy={pending}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function NameField({ form: { name, setName, fields } }: { form: TriageForm }) {
  return <NameInput value={name} onChange={setName} error={fields.name} />;
}
