"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type RefObject, useEffect, useRef, useState, useTransition } from "react";
import { ConnectionResult } from "../../../components/clusters/connection-result.tsx";
import { useConnectionTest } from "../../../components/clusters/connection-watch.ts";
import { Button, LinkButton } from "../../../components/ui/button.tsx";
import { Checkbox, described, Field, Input, Select } from "../../../components/ui/field.tsx";
import { toast } from "../../../components/ui/toast.ts";
import * as t from "../../../lib/messages/index.ts";
import { addClusterAction, testNewConnectionAction } from "../actions.ts";
import { connectionOf, type Draft, emptyDraft } from "./draft.ts";
import { NewScanBudget } from "./new-scan-budget.tsx";
import { SourceFields } from "./source-fields.tsx";
import { useVetting } from "./use-vetting.ts";

const words = t.clusters.form;
const presets = Object.entries(t.schedules.form.preset);

/** A cron line of the form in the browser's zone, as the server takes it. */
function scheduleOf(draft: Draft) {
  if (draft.cron === "") return null;
  return { cron: draft.cron, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

interface Props {
  serverFile: { path: string; exists: boolean };
  inPod: boolean;
  /** The way that was chosen before. */
  source: Draft["source"];
}

/** What stands in a field, where anything does. */
function typed(form: HTMLFormElement | null, id: "kubeconfig" | "name"): Partial<Draft> {
  const field = form?.elements.namedItem(id);
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isText && field.value !== "" ? { [id]: field.value } : {};
}

function useDraft(source: Draft["source"], form: RefObject<HTMLFormElement | null>) {
  const [draft, setDraft] = useState({ ...emptyDraft, source });
  const [refused, setRefused] = useState<{ message: string | null; fields: Record<string, string> }>({
    message: null,
    fields: {},
  });
  // What was typed before the script ran stands in the fields, and no event told of it.
  useEffect(() => {
    const before = { ...typed(form.current, "kubeconfig"), ...typed(form.current, "name") };
    setDraft((draft) => ({ ...draft, ...before }));
  }, [form]);
  const change = (changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setRefused({ message: null, fields: {} });
  };
  return { draft, change, refused, setRefused };
}

/** The form that adds a cluster. Whatever is refused, everything typed stays. */
export function AddCluster({ serverFile, inPod, source }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { draft, change, refused, setRefused } = useDraft(source, form);
  const vetting = useVetting(draft);
  const connection = useConnectionTest();
  const [pending, start] = useTransition();
  const errors = { ...vetting.fields, ...refused.fields };
  const name = draft.name ?? vetting.offered?.suggestedName ?? "";

  const refuse = (answer: { message: string; fields: Record<string, string> }) => {
    const atFields = Object.keys(answer.fields).length > 0;
    setRefused({ message: atFields ? words.notAdded : answer.message, fields: answer.fields });
  };
  const test = () =>
    start(async () => {
      const answer = await testNewConnectionAction(connectionOf(draft));
      if (answer.ok) connection.watch(answer.value);
      else refuse(answer);
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const { scanNow } = draft;
      const answer = await addClusterAction({ ...connectionOf(draft), name, scanNow, schedule: scheduleOf(draft) });
      if (!answer.ok) return refuse(answer);
      const { clusterId, scanId, trouble } = answer.value;
      toast(words.added(answer.value.name));
      if (trouble) toast.error(words.scanFailed(trouble));
      router.push(scanId ? `/scans/${scanId}` : `/clusters/${clusterId}`);
    });
  };

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,560px)_minmax(0,1fr)]"
    >
      <div className="grid content-start gap-6">
        <SourceFields {...{ draft, change, errors, vetting, serverFile, inPod }} />
        <Field id="name" label={words.name} hint={words.nameHint} error={errors.name}>
          <Input
            {...described("name", errors.name)}
            value={name}
            onChange={(event) => change({ name: event.target.value })}
            maxLength={100}
            autoComplete="off"
          />
        </Field>
        {draft.source === "inventory" ? null : (
          <Checkbox
            checked={draft.authorizationProofs}
            onChange={(event) => change({ authorizationProofs: event.target.checked })}
          >
            <span className="font-medium">{words.proofs}</span>
            <span className="block text-xs text-ink-2">{words.proofsHint}</span>
          </Checkbox>
        )}
        <fieldset className="grid gap-3">
          <legend className="mb-1.5 text-sm font-medium">{words.afterwards}</legend>
          <Checkbox checked={draft.scanNow} onChange={(event) => change({ scanNow: event.target.checked })}>
            {words.scanNow}
            {draft.scanNow ? (
              <NewScanBudget nodes={vetting.offered?.addresses ?? connection.test?.nodes ?? null} />
            ) : null}
          </Checkbox>
          <Field id="schedule" label={words.schedule}>
            <Select id="schedule" value={draft.cron} onChange={(event) => change({ cron: event.target.value })}>
              <option value="">{words.noSchedule}</option>
              {presets.map(([line, label]) => (
                <option key={line} value={line}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </fieldset>
        {refused.message ? (
          <p role="alert" className="text-sm font-medium text-critical">
            {refused.message}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={pending}>
            {words.submit}
          </Button>
          <Button onClick={test} disabled={pending || connection.running}>
            {words.test}
          </Button>
          <LinkButton href="/clusters" variant="quiet">
            {t.ui.cancel}
          </LinkButton>
        </div>
      </div>
      <section
        aria-labelledby="test-title"
        aria-live="polite"
        className="min-w-0 self-start lg:sticky lg:top-16 lg:max-h-[calc(100dvh-80px)] lg:overflow-y-auto lg:border-s lg:border-line lg:py-1 lg:ps-8"
      >
        <h2 id="test-title" className="mb-2 text-base font-semibold">
          {t.clusters.test.title}
        </h2>
        {connection.test ? (
          <ConnectionResult test={connection.test} trouble={connection.trouble} />
        ) : (
          <p className="max-w-prose text-sm text-ink-2">{t.clusters.test.lead}</p>
        )}
      </section>
    </form>
  );
}
