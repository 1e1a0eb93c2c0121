"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { described, Field, Input } from "../../../components/ui/field.tsx";
import { toast } from "../../../components/ui/toast.ts";
import type { LinkSettingsView } from "../../../lib/domain/link-settings.ts";
import * as t from "../../../lib/messages/index.ts";
import { saveLinks } from "./actions.ts";

const words = t.exporting.links;

interface Props {
  links: LinkSettingsView;
  clusters: readonly { id: string; name: string }[];
}

/** Bases of links; what does not fit is said at its field, and what others wrote meanwhile is not overwritten. */
export function LinksForm({ links, clusters }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [fields, setFields] = useState<Record<string, string>>({});
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const names = clusters.map(({ id }) => [id, text(`cluster-${id}`)] as const).filter(([, name]) => name !== "");
    start(async () => {
      const answer = await saveLinks({
        ...{ headlamp: text("headlamp"), documentation: text("documentation") },
        headlampClusters: Object.fromEntries(names),
        seen: links.updatedAt,
      });
      setFields(answer.ok ? {} : answer.fields);
      setError(answer.ok || Object.keys(answer.fields).length > 0 ? null : answer.message);
      if (!answer.ok) return;
      toast.success(words.saved);
      router.refresh();
    });
  };
  const base = (name: "headlamp" | "documentation", label: string, hint: string) => (
    <Field id={name} label={label} hint={hint} error={fields[name]}>
      <Input
        {...described(name, fields[name])}
        name={name}
        type="url"
        defaultValue={links[name] ?? ""}
        autoComplete="off"
        maxLength={500}
      />
    </Field>
  );
  return (
    <form onSubmit={submit} noValidate className="grid max-w-xl gap-5">
      {base("headlamp", words.headlamp, words.headlampHint)}
      <fieldset className="grid gap-2">
        <legend className="text-sm font-medium">{words.clusters}</legend>
        <p className="mb-1 text-xs text-ink-2">{words.clustersHint}</p>
        {clusters.map(({ id, name }) => (
          <div key={id} className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-2">
            <span className="truncate text-sm">{name}</span>
            <Input
              name={`cluster-${id}`}
              aria-label={words.clusterOf(name)}
              defaultValue={links.headlampClusters[id] ?? ""}
              placeholder={name}
              autoComplete="off"
              maxLength={253}
            />
          </div>
        ))}
      </fieldset>
      {base("documentation", words.documentation, words.documentationHint)}
      {error ? (
        <p role="alert" className="text-sm font-medium text-critical">
          {error}
        </p>
      ) : null}
      <div>
        <Button type="submit" variant="primary" disabled={pending} aria-busy={pending}>
          {pending ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
