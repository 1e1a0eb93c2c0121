"use client";

import { Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { toast } from "../../components/ui/toast.ts";
import type { ScheduleRow } from "../../lib/domain/views/cluster-view.ts";
import * as t from "../../lib/messages/index.ts";
import { deleteScheduleAction, pauseScheduleAction } from "./actions.ts";

const words = t.schedules;

/** Pause, edit and delete one schedule. `label` names it for those who cannot see its row. */
export function ScheduleControls({ schedule, label }: { schedule: ScheduleRow; label: string }) {
  const [pending, start] = useTransition();
  const [asking, setAsking] = useState(false);
  const toggle = () =>
    start(async () => {
      const answer = await pauseScheduleAction({ scheduleId: schedule.id, paused: !schedule.paused });
      if (!answer.ok) toast.error(answer.message);
    });
  const remove = () =>
    start(async () => {
      const answer = await deleteScheduleAction({ scheduleId: schedule.id });
      if (answer.ok) toast(words.removed);
      else toast.error(answer.message);
      setAsking(false);
    });
  const Toggle = schedule.paused ? Play : Pause;
  const named = (action: string) => ({ "aria-label": words.of(action, label), title: action });
  return (
    <span className="inline-flex items-center gap-1">
      <Button
        variant="quiet"
        size="icon-sm"
        onClick={toggle}
        disabled={pending}
        {...named(schedule.paused ? words.resume : words.pause)}
      >
        <Toggle aria-hidden />
      </Button>
      <LinkButton variant="quiet" size="icon-sm" href={`/schedules/${schedule.id}`} {...named(words.edit)}>
        <Pencil aria-hidden />
      </LinkButton>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={words.removeTitle}
        description={words.removeDetail(label, schedule.clusterName)}
        trigger={
          <Button variant="quiet" size="icon-sm" {...named(words.remove)}>
            <Trash2 aria-hidden />
          </Button>
        }
      >
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t.ui.cancel}</Button>
          <Button variant="danger" onClick={remove} disabled={pending}>
            {words.remove}
          </Button>
        </div>
      </Dialog>
    </span>
  );
}
