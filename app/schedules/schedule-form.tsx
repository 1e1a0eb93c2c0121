"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState, useTransition } from "react";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { described, Field, Input, Radio, Select } from "../../components/ui/field.tsx";
import { toast } from "../../components/ui/toast.ts";
import { type ScanProfile, scanProfiles } from "../../lib/domain/scan-report.ts";
import type { ScheduleRow } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";
import { changeScheduleAction, createScheduleAction } from "./actions.ts";
import { SchedulePreview, useSchedulePreview } from "./schedule-preview.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";

interface Props {
  clusters: { id: string; name: string }[];
  chosen?: string | undefined;
  /** The schedule to change; a new one without it. */
  schedule?: ScheduleRow;
}

const words = t.schedules.form;
const presets = Object.entries(words.preset);
const anyPreset = presets[0]?.[0] ?? "0 2 * * *";

export function ScheduleForm({ clusters, chosen, schedule }: Props) {
  const router = useRouter();
  const [clusterId, setClusterId] = useState(schedule?.clusterId ?? chosen ?? clusters[0]?.id ?? "");
  const [cron, setCron] = useState(schedule?.cron ?? anyPreset);
  const [timeZone, setTimeZone] = useState(schedule?.timeZone ?? "UTC");
  const [profile, setProfile] = useState<ScanProfile>(schedule?.profile ?? "standard");
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const preview = useSchedulePreview(cron, timeZone);

  useEffect(() => {
    if (!schedule) setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [schedule]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const timed = { cron, timeZone, profile };
      const answer = schedule
        ? await changeScheduleAction({ scheduleId: schedule.id, ...timed })
        : await createScheduleAction({ clusterId, ...timed });
      if (!answer.ok) return setError(Object.keys(answer.fields).length > 0 ? words.notSaved : answer.message);
      toast(words.saved);
      router.push("/schedules");
    });
  };

  return (
    <form onSubmit={submit} className="grid max-w-[860px] gap-x-12 gap-y-6 md:grid-cols-[minmax(0,1fr)_280px]">
      <div className="grid content-start gap-5">
        <Field id="schedule-cluster" label={words.cluster}>
          <Select
            id="schedule-cluster"
            value={clusterId}
            disabled={Boolean(schedule)}
            onChange={(event) => setClusterId(event.target.value)}
          >
            {clusters.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <div className="grid gap-2">
          <Field id="cron" label={words.cron} hint={words.cronHint} error={preview.fields.cron}>
            <Input
              {...described("cron", preview.fields.cron)}
              value={cron}
              onChange={(event) => setCron(event.target.value)}
              className="font-mono"
              autoComplete="off"
              spellCheck={false}
              required
            />
          </Field>
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">{words.presets}</legend>
            {presets.map(([line, label]) => (
              <Button key={line} size="sm" aria-pressed={cron === line} onClick={() => setCron(line)}>
                {label}
              </Button>
            ))}
          </fieldset>
        </div>
        <TimeZoneField value={timeZone} onChange={setTimeZone} error={preview.fields.timeZone} />
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-sm font-medium">{words.profile}</legend>
          {scanProfiles.map((name) => (
            <Radio key={name} name="profile" checked={profile === name} onChange={() => setProfile(name)}>
              <span className="font-medium">{t.words.profile[name]}</span>
              <span className="block text-xs text-ink-2">{t.scans.launch.profiles[name]}</span>
            </Radio>
          ))}
        </fieldset>
        {error ? (
          <p role="alert" className="text-sm font-medium text-critical">
            {error}
          </p>
        ) : null}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" disabled={pending}>
            {schedule ? words.save : words.create}
          </Button>
          <LinkButton href="/schedules">{t.ui.cancel}</LinkButton>
        </div>
      </div>
      <SchedulePreview preview={preview} />
    </form>
  );
}
