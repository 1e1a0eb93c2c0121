"use client";

import { Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Section } from "../../components/ui/section.tsx";
import { toast } from "../../components/ui/toast.ts";
import * as t from "../../lib/messages/index.ts";
import { removeDemoDataAction } from "./actions.ts";

const words = t.clusters.demo;

/** What the demo brought, and the one button that takes it away again. */
export function DemoData({ clusters }: { clusters: number }) {
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const answer = await removeDemoDataAction();
      setOpen(false);
      if (answer.ok) toast(words.removed(answer.value.clusters));
      else toast.error(words.failed, { description: answer.message });
    });
  return (
    <Section id="demo-data" title={words.title} className="mt-8">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <p className="max-w-prose text-sm text-ink-2">{words.lead(clusters)}</p>
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={words.removeTitle}
          description={words.removeDetail(clusters)}
          trigger={
            <Button variant="danger">
              <Trash2 aria-hidden />
              {words.remove}
            </Button>
          }
        >
          <div className="mt-2 flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{t.ui.cancel}</Button>
            <Button variant="danger" disabled={pending} onClick={remove}>
              {words.remove}
            </Button>
          </div>
        </Dialog>
      </div>
    </Section>
  );
}
