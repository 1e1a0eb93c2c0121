"use client";

import { Pencil } from "lucide-react";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { toast } from "../../../components/ui/toast.ts";
import { type RetentionKind, retentionDefaults } from "../../../lib/domain/memory.ts";
import type { RetentionDays, RetentionPolicyRow, RetentionPreview } from "../../../lib/domain/views/retention-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { previewRetentionAction, saveRetentionAction } from "./actions.ts";
import { type Kept, KeptField } from "./kept-field.tsx";
import { PreviewOf } from "./retention-preview.tsx";

const words = t.retention.form;
const kinds = Object.keys(retentionDefaults) as RetentionKind[];

type Draft = Record<RetentionKind, Kept>;

function draftOf({ days, own }: RetentionPolicyRow): Draft {
  const kept = (kind: RetentionKind): Kept => ({
    choice: !own.includes(kind) ? "default" : days[kind] === null ? "forever" : "days",
    days: String(days[kind] ?? ""),
  });
  return {
    intervals: kept("intervals"),
    findings: kept("findings"),
    evidence: kept("evidence"),
    rollups: kept("rollups"),
  };
}

const sent = ({ choice, days }: Kept) => (choice === "days" ? days : choice === "forever" ? null : "default");

interface Props {
  row: RetentionPolicyRow;
  /** What holds where nothing is set: that of all clusters, or the program's own. */
  otherwise: RetentionDays;
}

/** Set how long one cluster is kept: choose, see exactly what that would delete, then confirm. */
export function EditRetention({ row, otherwise }: Props) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(row));
  const [fields, setFields] = useState<Record<string, string>>({});
  const [error, setError] = useState<string | null>(null);
  const [preview, setPreview] = useState<RetentionPreview | null>(null);
  const [pending, start] = useTransition();
  const name = row.clusterName ?? words.all;
  const input = () => ({
    clusterId: row.clusterId,
    intervals: sent(draft.intervals),
    findings: sent(draft.findings),
    evidence: sent(draft.evidence),
    rollups: sent(draft.rollups),
  });
  const toggle = (wanted: boolean) => {
    setOpen(wanted);
    if (!wanted) return;
    setDraft(draftOf(row));
    setFields({});
    setError(null);
    setPreview(null);
  };
  const refused = (answer: { message: string; fields: Record<string, string> }) => {
    setPreview(null);
    setFields(answer.fields);
    setError(Object.keys(answer.fields).length > 0 ? null : answer.message);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const answer = preview ? await saveRetentionAction(input()) : await previewRetentionAction(input());
      if (!answer.ok) return refused(answer);
      setFields({});
      setError(null);
      if (answer.value) return setPreview(answer.value);
      toast(preview && preview.rows > 0 ? words.saved : words.savedQuiet);
      setOpen(false);
    });
  };
  const byDefault = (kind: RetentionKind) =>
    (row.clusterId === "" ? words.asShipped : words.asAll)(t.retention.kept(otherwise[kind]));
  const confirm = preview && preview.rows > 0 ? words.saveAndDelete(preview.rows) : words.save;
  return (
    <Dialog
      open={open}
      onOpenChange={toggle}
      title={preview ? t.retention.preview.title : words.title(name)}
      trigger={
        <Button
          variant="quiet"
          size="icon-sm"
          title={t.retention.policies.edit}
          aria-label={t.retention.policies.editOf(name)}
        >
          <Pencil aria-hidden />
        </Button>
      }
    >
      <form onSubmit={submit} noValidate className="mt-2 grid gap-4">
        {preview ? (
          <PreviewOf preview={preview} />
        ) : (
          kinds.map((kind) => (
            <KeptField
              key={kind}
              kind={kind}
              value={draft[kind]}
              onChange={(kept) => setDraft({ ...draft, [kind]: kept })}
              byDefault={byDefault(kind)}
              error={fields[kind]}
            />
          ))
        )}
        {error ? (
          <p role="alert" className="text-sm font-medium text-critical">
            {error}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          {preview ? (
            <Button onClick={() => setPreview(null)}>{words.back}</Button>
          ) : (
            <Button onClick={() => setOpen(false)}>{t.ui.cancel}</Button>
          )}
          <Button
            type="submit"
            variant={preview && preview.rows > 0 ? "danger" : "primary"}
            disabled={pending}
            aria-busy={pending}
          >
            {preview ? confirm : pending ? words.counting : words.preview}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
