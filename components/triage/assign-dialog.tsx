"use client";

import { useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { described, Field, Input } from "../ui/field.tsx";
import { type FormProps, TriageDialog, useTriageForm } from "./triage-dialog.tsx";

const words = t.triageDialog;

/** Says who takes care of findings: a name, oneself, or nobody. */
export function AssignDialog(props: FormProps) {
  const form = useTriageForm(props);
  const [to, setTo] = useState("");
  const { people, fields, send } = form;
  const error = fields.assignee;
  return (
    <TriageDialog
      title={words.titles.assign}
      request={props.request}
      form={form}
      submit={words.assign.save}
      onSubmit={() => send(() => ({ kind: "assign", assignee: to.trim() === "" ? null : to.trim() }))}
      onClose={props.onClose}
    >
      <Field id="triage-assignee" label={words.assign.label} hint={words.assign.hint} error={error}>
        <Input
          {...described("triage-assignee", error)}
          value={to}
          onChange={({ target }) => setTo(target.value)}
          list="triage-people"
          autoComplete="off"
          maxLength={100}
        />
      </Field>
      <datalist id="triage-people">
        {people?.items.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => send((you) => ({ kind: "assign", assignee: you }))}>
          {words.assign.me}
        </Button>
        <Button size="sm" onClick={() => send(() => ({ kind: "assign", assignee: null }))}>
          {words.assign.none}
        </Button>
      </div>
    </TriageDialog>
  );
}
