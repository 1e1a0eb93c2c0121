"use client";

import { useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { described, Field, Input } from "../ui/field.tsx";
import { dayAhead, endOfDay, isAhead } from "./days-ahead.ts";
import { type FormProps, TriageDialog, useTriageForm } from "./triage-dialog.tsx";

const words = t.triageDialog;
const quick = [7, 14, 30];
const mostDays = 3_650;

/** Another date than the policy's, or the policy's again. */
export function DueDialog(props: FormProps) {
  const form = useTriageForm(props);
  const [now] = useState(Date.now);
  const [day, setDay] = useState(() => dayAhead(7, now));
  const { fields, send } = form;
  const error = fields.at;
  const submit = () => {
    const at = endOfDay(day);
    if (isAhead(at, now, mostDays)) send(() => ({ kind: "due", at }));
    else form.setFields({ at: words.badDue });
  };
  return (
    <TriageDialog
      title={words.titles.due}
      request={props.request}
      form={form}
      submit={words.due.save}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Field id="triage-due" label={words.due.label} error={error}>
        <Input
          {...described("triage-due", error)}
          type="date"
          value={day}
          min={dayAhead(1, now)}
          onChange={({ target }) => setDay(target.value)}
        />
      </Field>
      <fieldset aria-label={words.due.days} className="flex flex-wrap gap-2">
        {quick.map((days) => (
          <Button key={days} size="sm" onClick={() => setDay(dayAhead(days, now))}>
            {words.days(days)}
          </Button>
        ))}
        <Button size="sm" variant="quiet" onClick={() => send(() => ({ kind: "due", at: null }))}>
          {words.due.policy}
        </Button>
      </fieldset>
    </TriageDialog>
  );
}
