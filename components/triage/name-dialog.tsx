"use client";

import { type FormEvent, useState, useTransition } from "react";
import * as t from "../../lib/messages/index.ts";
import { queryClient } from "../frame/query-client.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { described, Field, Input } from "../ui/field.tsx";
import { toast } from "../ui/toast.ts";
import { skipName } from "./people.ts";
import { answered, type TriageActions } from "./triage-actions.ts";

const words = t.triageDialog;

interface InputProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** Who acts, asked once; may be left empty. */
export function NameInput({ value, onChange, error }: InputProps) {
  return (
    <Field id="triage-name" label={words.name.label} hint={words.name.hint} error={error}>
      <Input
        {...described("triage-name", error)}
        value={value}
        autoComplete="name"
        maxLength={100}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}

/** Gives this browser a name. */
export function NameDialog({ actions, onClose }: { actions: TriageActions; onClose: () => void }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      if (name.trim() === "") {
        skipName();
        return onClose();
      }
      const answer = await answered(actions.namePerson({ name }), () => words.failed);
      if (!answer.ok) return setError(answer.message);
      toast(words.name.saved(answer.value.name));
      onClose();
      await queryClient().invalidateQueries({ queryKey: ["triage-people"] });
    });
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={words.titles.name}>
      <form onSubmit={submit} noValidate className="mt-1 grid gap-4">
        <NameInput value={name} onChange={setName} error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.ui.cancel}</Button>
          <Button type="submit" variant="primary" aria-busy={pending}>
            {words.name.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
