"use client";

import { useState } from "react";
import { type AcceptanceCondition, acceptanceDays, type NewAcceptance } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { Checkbox, described, Field, Input, Textarea } from "../ui/field.tsx";
import { daysUntil } from "./days-ahead.ts";
import { type End, EndField, endOf } from "./end-field.tsx";
import { type Scope, ScopeField } from "./scope-field.tsx";
import { type FormProps, TriageDialog, useTriageForm } from "./triage-dialog.tsx";
import { type About, useAbout } from "./use-about.ts";

const words = t.triageDialog;
const leastWords = 10;

type Kind = "accept" | "false-positive";

interface Draft {
  reason: string;
  proof: string;
  end: End;
  scope: Scope;
  reviewer: string;
  condition: AcceptanceCondition;
}

const empty = (kind: Kind): Draft => ({
  reason: "",
  proof: "",
  end: kind === "accept" ? { kind: "days", days: acceptanceDays } : { kind: "none" },
  scope: { scope: "findings", check: "", cluster: "", selector: "" },
  reviewer: "",
  // What was shown to be none is none as long as the same answers.
  condition: { openFrom: [], evidenceChanges: kind === "false-positive" },
});

function problemsOf(kind: Kind, draft: Draft, until: string | null | undefined, you: string): Record<string, string> {
  const isShort = (text: string) => text.trim().length < leastWords;
  const isYou = draft.reviewer.trim() !== "" && draft.reviewer.trim().toLowerCase() === you.trim().toLowerCase();
  const { scope, selector } = draft.scope;
  return {
    ...(isShort(draft.reason) ? { reason: words.tooShort(leastWords) } : {}),
    ...(kind === "false-positive" && isShort(draft.proof) ? { proof: words.tooShort(leastWords) } : {}),
    ...(until === undefined ? { expiresAt: words.badDay } : {}),
    ...(scope === "selector" && selector.trim() === "" ? { selector: words.scope.empty } : {}),
    ...(isYou ? { reviewer: words.reviewerSelf } : {}),
  };
}

function acceptanceOf({ reason, proof, scope, reviewer, condition }: Draft, expiresAt: string | null): NewAcceptance {
  const wide =
    scope.scope === "findings"
      ? {}
      : {
          cluster: scope.cluster === "" ? null : scope.cluster,
          ...(scope.scope === "check" ? { check: scope.check } : { selector: scope.selector.trim() }),
        };
  return {
    scope: scope.scope,
    reason,
    expiresAt,
    condition,
    ...wide,
    ...(proof.trim() ? { proof } : {}),
    ...(reviewer.trim() ? { reviewer: reviewer.trim() } : {}),
  };
}

const placeWord = (place: AcceptanceCondition["openFrom"][number]) =>
  words.conditions.openFrom(words.conditions.places[place]);

/** What pressing the button would do, in one sentence. */
function Summary({ kind, draft, until, now, count, about }: SummaryProps) {
  const { scope, check, cluster, selector } = draft.scope;
  const where = about?.clusters.find(({ id }) => id === cluster)?.name ?? null;
  const what =
    scope === "findings"
      ? words.what.these(count)
      : scope === "check"
        ? words.what.check(check, where)
        : words.what.selector(selector.trim(), where);
  const conditions = [
    ...draft.condition.openFrom.map(placeWord),
    ...(draft.condition.evidenceChanges ? [words.conditions.evidence] : []),
  ];
  const end = until ? t.time.day(until) : null;
  const days = until ? daysUntil(until, now) : 0;
  return (
    <p data-summary className="rounded-md bg-raised px-3 py-2 text-sm">
      {words.summary({ kind, what, until: end, days, conditions, reviewer: draft.reviewer.trim() })}
    </p>
  );
}

interface SummaryProps {
  kind: Kind;
  draft: Draft;
  until: string | null | undefined;
  now: number;
  count: number;
  about: About | null;
}

interface ConditionProps {
  value: AcceptanceCondition;
  onChange: (condition: AcceptanceCondition) => void;
  about: About | null;
}

/** What ends it before its day. */
function Conditions({ value, onChange, about }: ConditionProps) {
  const toggle = (place: AcceptanceCondition["openFrom"][number]) =>
    onChange({
      ...value,
      openFrom: value.openFrom.includes(place)
        ? value.openFrom.filter((one) => one !== place)
        : [...value.openFrom, place],
    });
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">{words.conditions.label}</legend>
      {about?.wider.map((place) => (
        <Checkbox key={place} checked={value.openFrom.includes(place)} onChange={() => toggle(place)}>
          {placeWord(place)}
        </Checkbox>
      ))}
      {about?.wider.length === 0 ? <p className="text-xs text-ink-2">{words.conditions.wholly}</p> : null}
      <Checkbox
        checked={value.evidenceChanges}
        onChange={({ target }) => onChange({ ...value, evidenceChanges: target.checked })}
      >
        {words.conditions.evidence}
      </Checkbox>
    </fieldset>
  );
}

/** Accepts a risk until a day, or says that a finding is none and what shows it. */
export function AcceptDialog({ kind, ...props }: FormProps & { kind: Kind }) {
  const form = useTriageForm(props);
  const [now] = useState(Date.now);
  const [draft, setDraft] = useState(() => empty(kind));
  const { about, broken } = useAbout(props.request.target);
  const { fields, people, count, send } = form;
  const set = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const until = endOf(draft.end, now);
  const submit = () =>
    send((you) => {
      const problems = problemsOf(kind, draft, until, you);
      if (Object.keys(problems).length > 0) return problems;
      return { kind, acceptance: acceptanceOf(draft, until ?? null) };
    });
  return (
    <TriageDialog
      title={words.titles[kind]}
      request={props.request}
      form={form}
      submit={words.submit[kind](draft.scope.scope === "findings" ? count : 1)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Field
        id="triage-reason"
        label={kind === "accept" ? words.reason : words.whyNone}
        hint={words.reasonHint}
        error={fields.reason}
      >
        <Textarea
          {...described("triage-reason", fields.reason)}
          value={draft.reason}
          onChange={({ target }) => set({ reason: target.value })}
          maxLength={4_000}
          className="min-h-16 font-sans text-sm leading-5"
        />
      </Field>
      {kind === "false-positive" ? (
        <Field id="triage-proof" label={words.proof} hint={words.proofHint} error={fields.proof}>
          <Textarea
            {...described("triage-proof", fields.proof)}
            value={draft.proof}
            onChange={({ target }) => set({ proof: target.value })}
            maxLength={4_000}
            className="min-h-16"
          />
        </Field>
      ) : null}
      <EndField
        value={draft.end}
        onChange={(end) => set({ end })}
        now={now}
        mayLast={kind === "false-positive"}
        error={fields.expiresAt}
      />
      <ScopeField
        value={draft.scope}
        onChange={(scope) => set({ scope: { ...scope, cluster: clusterFor(scope, draft.scope, about) } })}
        about={about}
        count={count}
        error={fields.selector}
      />
      <Conditions value={draft.condition} onChange={(condition) => set({ condition })} about={about} />
      {broken ? <p className="text-xs text-critical">{words.readFailed(broken)}</p> : null}
      <Field id="triage-reviewer" label={words.reviewer} hint={words.reviewerHint} error={fields.reviewer}>
        <Input
          {...described("triage-reviewer", fields.reviewer)}
          value={draft.reviewer}
          onChange={({ target }) => set({ reviewer: target.value })}
          list="triage-reviewers"
          autoComplete="off"
          maxLength={100}
        />
      </Field>
      <datalist id="triage-reviewers">
        {people?.items
          .filter((name) => name !== people.you)
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
      <Summary kind={kind} draft={draft} until={until} now={now} count={count} about={about} />
    </TriageDialog>
  );
}

/** Who widens the scope begins with the cluster of what was chosen, not with all of them. */
function clusterFor(next: Scope, before: Scope, about: About | null): string {
  const [only] = about?.clusters ?? [];
  return before.scope === "findings" && next.scope !== "findings" ? (only?.id ?? "") : next.cluster;
}
