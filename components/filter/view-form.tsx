"use client";

import { type FormEvent, useId } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Field, Input } from "../ui/field.tsx";

const words = t.filter.views;

interface Props {
  /** The name that it has, of a view that is renamed. */
  name?: string;
  onSave(view: { name: string; shared: boolean }): void;
  onCancel?: () => void;
}

/** A name for a view, new or changed. */
export function ViewForm({ name, onSave, onCancel }: Props) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSave({ name: String(form.get("name")).trim(), shared: form.get("shared") !== null });
  };
  return (
    <form onSubmit={submit} className="grid gap-2 border-t border-line p-2">
      <Field id={id} label={words.saveLabel}>
        <Input id={id} name="name" required maxLength={80} defaultValue={name} autoFocus={name !== undefined} />
      </Field>
      {name === undefined ? <Checkbox name="shared">{words.share}</Checkbox> : null}
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary">
          {name === undefined ? words.save : words.rename(name)}
        </Button>
        {onCancel ? (
          <Button size="sm" onClick={onCancel}>
            {words.cancel}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
