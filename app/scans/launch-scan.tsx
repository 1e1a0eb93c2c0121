"use client";

import { Radar } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { readLiveAgain } from "../../components/frame/live.ts";
import { ScanBudget } from "../../components/scans/scan-budget.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field, Radio, Select } from "../../components/ui/field.tsx";
import { Link } from "../../components/ui/link.tsx";
import { type ScanProfile, scanProfiles } from "../../lib/domain/scan-report.ts";
import * as t from "../../lib/messages/index.ts";
import { scanNow } from "../scan-actions.ts";
import type { LaunchTarget } from "./launch-budget.ts";

const words = t.scans.launch;

/** Asks which cluster and how hard to look, says what it costs, and starts. */
export function LaunchScan({ targets, chosen }: { targets: LaunchTarget[]; chosen?: string | undefined }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [clusterId, setClusterId] = useState(chosen ?? targets[0]?.id ?? "");
  const [profile, setProfile] = useState<ScanProfile>("standard");
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const target = targets.find(({ id }) => id === clusterId);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const answer = await scanNow({ clusterId, profile });
      if (!answer.ok) return setError(answer.message);
      await readLiveAgain("running-scan");
      setOpen(false);
      router.push(`/scans/${answer.value.id}`);
    });
  };

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={words.title}
      description={words.description}
      trigger={
        <Button variant="primary" disabled={targets.length === 0}>
          <Radar aria-hidden />
          {words.open}
        </Button>
      }
    >
      <form onSubmit={submit} className="mt-2 grid gap-4">
        <Field id="launch-cluster" label={words.cluster}>
          <Select id="launch-cluster" value={clusterId} onChange={(event) => setClusterId(event.target.value)}>
            {targets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <fieldset className="grid gap-2.5">
          <legend className="mb-1.5 text-sm font-medium">{words.profile}</legend>
          {scanProfiles.map((name) => (
            <Radio key={name} name="profile" checked={profile === name} onChange={() => setProfile(name)}>
              <span className="font-medium">{t.words.profile[name]}</span>
              <span className="block text-xs text-ink-2">{words.profiles[name]}</span>
              <ScanBudget cost={target?.cost[name] ?? null} />
            </Radio>
          ))}
        </fieldset>
        {target?.runningScanId ? (
          <p className="text-sm">
            {words.running}{" "}
            <Link href={`/scans/${target.runningScanId}`} className="link">
              {words.watch}
            </Link>
          </p>
        ) : null}
        {error ? (
          <p role="alert" className="text-sm font-medium text-critical">
            {error}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t.ui.cancel}</Button>
          <Button type="submit" variant="primary" disabled={pending || Boolean(target?.runningScanId)}>
            {words.start}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
