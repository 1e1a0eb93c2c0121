"use client";

import { Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { toast } from "../../components/ui/toast.ts";
import * as t from "../../lib/messages/index.ts";
import { removeImportAction } from "./actions.ts";

const words = t.imports;

/** Takes one import back, after it was asked. */
export function RemoveImport({ id, fileName }: { id: string; fileName: string }) {
  const [pending, start] = useTransition();
  const [asking, setAsking] = useState(false);
  const remove = () =>
    start(async () => {
      const answer = await removeImportAction({ id });
      if (answer.ok) toast(words.removed);
      else toast.error(answer.message);
      setAsking(false);
    });
  return (
    <Dialog
      open={asking}
      onOpenChange={setAsking}
      title={words.removeTitle}
      description={words.removeDetail(fileName)}
      trigger={
        <Button variant="quiet" size="icon-sm" aria-label={words.removeOf(fileName)} title={words.remove}>
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
  );
}
