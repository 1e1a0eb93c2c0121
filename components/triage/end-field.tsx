"use client";

import { useId } from "react";
import { acceptanceDays } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { Input } from "../ui/field.tsx";
import { dayAhead, endOfDay, inDays, isAhead, mostDaysAhead } from "./days-ahead.ts";

const words = t.triageDialog;
const quick = [30, acceptanceDays, 180];

/** Days from now, a day of one's own, or none. */
export type End = { kind: "days"; days: number } | { kind: "day"; day: string } | { kind: "none" };

/** The end as it is kept, null for none; undefined where it is none that an acceptance may have. */
export function endOf(end: End, now: number): string | null | undefined {
  if (end.kind === "none") return null;
  const at = end.kind === "days" ? inDays(end.days, now) : endOfDay(end.day);
  return isAhead(at, now) ? at : undefined;
}

interface Props {
  value: End;
  onChange: (end: End) => void;
  now: number;
  /** Offers that it has none. */
  mayLast: boolean;
  error: string | undefined;
}

const choice =
  "inline-flex h-7 cursor-pointer items-center rounded-md border border-control px-2.5 text-sm has-checked:border-accent has-checked:bg-accent-wash has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent";

/** Until when: the usual lengths, a day, or no end. */
export function EndField({ value, onChange, now, mayLast, error }: Props) {
  const id = useId();
  const radio = (key: string, label: string, checked: boolean, end: End) => (
    <label key={key} className={choice}>
      <input type="radio" name={id} className="sr-only" checked={checked} onChange={() => onChange(end)} />
      {label}
    </label>
  );
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">{words.until}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {mayLast ? radio("none", words.noEnd, value.kind === "none", { kind: "none" }) : null}
        {quick.map((days) =>
          radio(String(days), words.days(days), value.kind === "days" && value.days === days, { kind: "days", days }),
        )}
        {radio("day", words.otherDay, value.kind === "day", { kind: "day", day: dayAhead(acceptanceDays, now) })}
        {value.kind === "day" ? (
          <Input
            type="date"
            aria-label={words.until}
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-hint`}
            value={value.day}
            min={dayAhead(1, now)}
            max={dayAhead(mostDaysAhead - 1, now)}
            onChange={({ target }) => onChange({ kind: "day", day: target.value })}
            className="h-7 w-40"
          />
        ) : null}
      </div>
      <p id={`${id}-hint`} className={error ? "text-xs font-medium text-critical" : "text-xs text-ink-2"}>
        {error ?? words.untilHint}
      </p>
    </fieldset>
  );
}
