"use client";

import { described, Input, Select } from "../../../components/ui/field.tsx";
import type { RetentionKind } from "../../../lib/domain/memory.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.retention.form;

/** How long one kind is kept, as a person is choosing it: the days stay typed whichever is chosen. */
export interface Kept {
  choice: "default" | "forever" | "days";
  days: string;
}

interface Props {
  kind: RetentionKind;
  value: Kept;
  onChange: (value: Kept) => void;
  /** "As all clusters (400 days)". */
  byDefault: string;
  error: string | undefined;
}

/** One kind: as it is for all, for ever, or so many days. */
export function KeptField({ kind, value, onChange, byDefault, error }: Props) {
  const id = `kept-${kind}`;
  const name = t.retention.kinds[kind];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{name}</legend>
      <div className="flex gap-2">
        <Select
          aria-label={words.choiceOf(name)}
          value={value.choice}
          onChange={(event) => onChange({ ...value, choice: event.target.value as Kept["choice"] })}
          className="flex-1"
        >
          <option value="default">{byDefault}</option>
          <option value="days">{words.number}</option>
          <option value="forever">{words.forever}</option>
        </Select>
        {value.choice === "days" ? (
          <Input
            {...described(id, error)}
            aria-label={words.daysOf(name)}
            value={value.days}
            onChange={(event) => onChange({ ...value, days: event.target.value })}
            inputMode="numeric"
            autoComplete="off"
            className="nums w-24 text-end"
          />
        ) : null}
      </div>
      <p id={`${id}-hint`} className="text-xs text-ink-2">
        {t.retention.kindDetail[kind]}
      </p>
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-critical first-letter:uppercase">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
