"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { answered } from "../../../components/triage/triage-actions.ts";
import { Button } from "../../../components/ui/button.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { described, Field, Input, Select } from "../../../components/ui/field.tsx";
import { toast } from "../../../components/ui/toast.ts";
import { type Severity, severities } from "../../../lib/domain/severity.ts";
import type { SlaDays } from "../../../lib/domain/triage.ts";
import type { SlaPreview } from "../../../lib/domain/views/triage-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { previewSlaAction, saveSlaAction } from "./actions.ts";
import { PreviewOfSla } from "./sla-preview.tsx";

const words = t.sla.form;
const mostDays = 3_650;

type Draft = Record<Severity, string>;

const draftOf = (days: SlaDays): Draft =>
  Object.fromEntries(severities.map((severity) => [severity, String(days[severity] ?? "")])) as Draft;

/** The days as they are kept, and what cannot be. */
function readDraft(draft: Draft): { days: SlaDays; problems: Partial<Record<Severity, string>> } {
  const problems: Partial<Record<Severity, string>> = {};
  const days = Object.fromEntries(
    severities.map((severity) => {
      const text = draft[severity].trim();
      if (text === "") return [severity, null];
      const value = Number(text);
      if (!/^\d+$/.test(text) || value < 1 || value > mostDays) problems[severity] = words.wrong;
      return [severity, value];
    }),
  ) as SlaDays;
  return { days, problems };
}

interface Props {
  /** The one, or those to choose from. */
  clusters: { id: string; name: string }[];
  days: SlaDays;
  /** True where these days are a cluster's own, which can be taken away. */
  own: boolean;
  onClose: () => void;
}

/** Days by severity: choose, see what becomes overdue by them, then save. */
export function SlaDialog({ clusters, days, own, onClose }: Props) {
  const router = useRouter();
  const [cluster, setCluster] = useState(clusters[0]?.id ?? "");
  const [draft, setDraft] = useState(() => draftOf(days));
  const [problems, setProblems] = useState<Partial<Record<Severity, string>>>({});
  const [error, setError] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ days: SlaDays | null; preview: SlaPreview } | null>(null);
  const [pending, start] = useTransition();
  const input = (wanted: SlaDays | null) => ({ days: wanted, ...(cluster ? { cluster } : {}) });
  const look = (wanted: SlaDays | null) =>
    start(async () => {
      const answer = await answered(previewSlaAction(input(wanted)), () => words.failed);
      setError(answer.ok ? null : answer.message);
      if (answer.ok) setAsked({ days: wanted, preview: answer.value });
    });
  const save = (wanted: SlaDays | null) =>
    start(async () => {
      const answer = await answered(saveSlaAction(input(wanted)), () => words.failed);
      if (!answer.ok) return setError(answer.message);
      toast(words.saved);
      onClose();
      router.refresh();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked) return save(asked.days);
    const read = readDraft(draft);
    setProblems(read.problems);
    if (Object.keys(read.problems).length === 0) look(read.days);
  };
  const name = clusters.find(({ id }) => id === cluster)?.name ?? "";
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={words.title(name)}>
      <form onSubmit={submit} noValidate className="mt-1 grid gap-4">
        {asked ? (
          <PreviewOfSla preview={asked.preview} />
        ) : (
          <>
            {clusters.length > 1 ? (
              <Field id="sla-cluster" label={words.cluster}>
                <Select id="sla-cluster" value={cluster} onChange={({ target }) => setCluster(target.value)}>
                  {clusters.map(({ id, name: label }) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </Select>
              </Field>
            ) : null}
            <div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
              {severities.map((severity) => (
                <Field
                  key={severity}
                  id={`sla-${severity}`}
                  label={t.words.severity[severity]}
                  error={problems[severity]}
                >
                  <Input
                    {...described(`sla-${severity}`, problems[severity])}
                    aria-describedby={problems[severity] ? `sla-${severity}-error` : "sla-hint"}
                    inputMode="numeric"
                    value={draft[severity]}
                    onChange={({ target }) => setDraft({ ...draft, [severity]: target.value })}
                    maxLength={5}
                  />
                </Field>
              ))}
            </div>
            <p id="sla-hint" className="text-xs text-ink-2">
              {words.hint}
            </p>
          </>
        )}
        <div role="alert" className="text-sm font-medium text-critical empty:hidden">
          {error}
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          {own && !asked ? (
            <Button variant="quiet" className="me-auto" onClick={() => look(null)}>
              {words.remove}
            </Button>
          ) : null}
          {asked ? (
            <Button onClick={() => setAsked(null)}>{words.back}</Button>
          ) : (
            <Button onClick={onClose}>{t.ui.cancel}</Button>
          )}
          <Button type="submit" variant="primary" aria-disabled={pending} aria-busy={pending}>
            {asked ? words.save : pending ? words.counting : words.preview}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
