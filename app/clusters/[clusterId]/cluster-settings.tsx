"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { Field, Input } from "../../../components/ui/field.tsx";
import { toast } from "../../../components/ui/toast.ts";
import * as t from "../../../lib/messages/index.ts";
import { deleteClusterAction, renameClusterAction } from "../actions.ts";

interface Props {
  clusterId: string;
  name: string;
}

const words = t.clusters.detail;

function Rename({ clusterId, name }: Props) {
  const [value, setValue] = useState(name);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const answer = await renameClusterAction({ clusterId, name: value });
      setError(answer.ok ? undefined : (answer.fields.name ?? answer.message));
      if (answer.ok) toast(words.renamed);
    });
  };
  return (
    <form onSubmit={submit} noValidate className="flex max-w-md items-end gap-2">
      <Field id="rename" label={words.rename} error={error} className="flex-1">
        <Input
          id="rename"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          maxLength={100}
          autoComplete="off"
          {...(error ? { "aria-invalid": true, "aria-describedby": "rename-error" } : {})}
        />
      </Field>
      <Button type="submit" disabled={pending || value === name} className={error ? "mb-5" : ""}>
        {words.save}
      </Button>
    </form>
  );
}

function Remove({ clusterId, name }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      const answer = await deleteClusterAction({ clusterId, name: typed });
      if (!answer.ok) return setError(answer.fields.name ?? answer.message);
      toast(words.removed(name));
      router.push("/clusters");
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={words.removeTitle(name)}
      description={words.removeDetail}
      trigger={
        <Button variant="danger">
          <Trash2 aria-hidden />
          {words.remove}
        </Button>
      }
    >
      <form onSubmit={submit} noValidate className="mt-2 grid gap-4">
        <Field id="confirm-name" label={words.removeType(name)} error={error}>
          <Input
            id="confirm-name"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            {...(error ? { "aria-invalid": true, "aria-describedby": "confirm-name-error" } : {})}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t.ui.cancel}</Button>
          <Button type="submit" variant="danger" disabled={pending || typed.trim() !== name}>
            {words.remove}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Rename, and delete after the name was typed again. */
export function ClusterSettings(props: Props) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <Rename {...props} />
      <Remove {...props} />
    </div>
  );
}
