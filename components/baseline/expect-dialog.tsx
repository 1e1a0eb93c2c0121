"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import { formatPort, type Protocol } from "../../lib/domain/port-state.ts";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { described, Field, Input, Radio } from "../ui/field.tsx";
import { toast } from "../ui/toast.ts";

export interface ExpectedInput {
  clusterId: string;
  port: number;
  protocol: Protocol;
  node?: string;
  role?: "control-plane" | "worker";
  service?: string;
  because: string;
  owner: string;
  until: string;
}

export type RequestExpected = (
  input: ExpectedInput,
) => Promise<{ ok: true; value: { version: number } } | { ok: false; message: string; fields: Record<string, string> }>;

interface Props {
  clusterId: string;
  port: number;
  protocol: Protocol;
  node: string | null;
  role?: "control-plane" | "worker" | undefined;
  service?: string | null;
  request: RequestExpected;
  onClose: () => void;
}

type Scope = Pick<ExpectedInput, "node" | "role" | "service">;

function scopesOf({ node, role, service }: Props): { label: string; scope: Scope }[] {
  const words = t.expectPort;
  return [
    ...(service ? [{ label: words.onService(service), scope: { service } }] : []),
    ...(node ? [{ label: words.onNode(node), scope: { node } }] : []),
    ...(role ? [{ label: words.onRole(role), scope: { role } }] : []),
    ...(service ? [] : [{ label: words.everywhere, scope: {} }]),
  ];
}

/** The form behind the button. */
export function ExpectDialog(props: Props) {
  const { clusterId, port, protocol, request, onClose } = props;
  const words = t.expectPort;
  const id = useId();
  const router = useRouter();
  const scopes = scopesOf(props);
  const [chosen, setChosen] = useState(0);
  const [fields, setFields] = useState<Record<string, string>>({});
  const [pending, start] = useTransition();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    if (!said("because")) return setFields({ because: words.required });
    start(async () => {
      const texts = { because: said("because"), owner: said("owner"), until: said("until") };
      const answer = await request({ clusterId, port, protocol, ...scopes[chosen]?.scope, ...texts });
      if (!answer.ok) return setFields({ because: answer.message, ...answer.fields });
      toast(words.added(answer.value.version), {
        action: { label: words.see, onClick: () => router.push(`/baselines/${clusterId}`) },
      });
      onClose();
      router.refresh();
    });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={words.title(formatPort(port, protocol))}
      description={words.lead}
    >
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-sm font-medium">{words.scope}</legend>
          {scopes.map(({ label }, index) => (
            <Radio key={label} name={`${id}-scope`} checked={index === chosen} onChange={() => setChosen(index)}>
              {label}
            </Radio>
          ))}
        </fieldset>
        <Field id={`${id}-because`} label={words.because} hint={words.becauseHint} error={fields.because}>
          <Input {...described(`${id}-because`, fields.because)} name="because" maxLength={500} required />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id={`${id}-owner`} label={words.owner} hint={words.ownerHint} error={fields.owner}>
            <Input {...described(`${id}-owner`, fields.owner)} name="owner" maxLength={500} />
          </Field>
          <Field id={`${id}-until`} label={words.until} hint={words.untilHint} error={fields.until}>
            <Input {...described(`${id}-until`, fields.until)} name="until" type="date" />
          </Field>
        </div>
        <div className="flex gap-2">
          <Button type="submit" variant="primary" disabled={pending}>
            {words.add}
          </Button>
          <Button onClick={onClose}>{t.ui.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
