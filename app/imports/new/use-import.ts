"use client";

import { useState, useTransition } from "react";
import type { ImportFormat } from "../../../lib/domain/imported.ts";
import type { ImportRow } from "../../../lib/domain/views/import-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { recogniseAction } from "../actions.ts";

export interface Draft {
  clusterId: string;
  file: File | null;
  /** Pasted text, where no file is chosen. */
  text: string;
  isPasted: boolean;
  /** "" for the tool that the content is recognised by. */
  format: ImportFormat | "";
  node: string;
  vantage: string;
}

export interface Done {
  import: ImportRow;
  isNew: boolean;
  recheck: { total: number } | null;
}

interface Refused {
  message: string | null;
  fields: Record<string, string>;
}

const none: Refused = { message: null, fields: {} };
/** As much as a tool is recognised by. */
const startBytes = 4096;

function formOf(draft: Draft): FormData {
  const form = new FormData();
  const { file } = draft;
  form.set("cluster", draft.clusterId);
  if (!draft.isPasted && file) {
    form.set("file", file);
    form.set("at", new Date(Math.min(file.lastModified, Date.now())).toISOString());
  } else form.set("content", draft.text);
  for (const name of ["format", "node", "vantage"] as const) if (draft[name]) form.set(name, draft[name]);
  return form;
}

/** RFC 9457 problem details, or whatever else came back. */
async function refusalOf(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => null)) as {
    detail?: string;
    fields?: Record<string, string>;
  } | null;
  const fields = problem?.fields ?? {};
  return { message: Object.keys(fields).length > 0 ? null : (problem?.detail ?? t.imports.form.failed), fields };
}

/** The form's draft, the tool that it is recognised by, and the sending. Whatever is refused, everything chosen stays. */
export function useImport(clusterId: string) {
  const [draft, setDraft] = useState<Draft>({
    clusterId,
    file: null,
    text: "",
    isPasted: false,
    format: "",
    node: "",
    vantage: "",
  });
  const [recognised, setRecognised] = useState<ImportFormat | "none" | null>(null);
  const [refused, setRefused] = useState(none);
  const [done, setDone] = useState<Done | null>(null);
  const [pending, start] = useTransition();

  const change = (changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setRefused(none);
    setDone(null);
    if ("file" in changes || "text" in changes || "isPasted" in changes)
      start(() => recognise({ ...draft, ...changes }));
  };
  const recognise = async ({ file, text, isPasted }: Draft) => {
    const beginning = isPasted ? text.slice(0, startBytes) : ((await file?.slice(0, startBytes).text()) ?? "");
    if (beginning.trim() === "") return setRecognised(null);
    const answer = await recogniseAction({ start: beginning });
    setRecognised(answer.ok ? (answer.value ?? "none") : null);
  };
  const refuse = (fields: Record<string, string>) => setRefused({ message: null, fields });
  const submit = () =>
    start(async () => {
      try {
        const answer = await fetch("/api/v1/imports", { method: "POST", body: formOf(draft) });
        if (!answer.ok) return setRefused(await refusalOf(answer));
        setDone((await answer.json()) as Done);
        setRefused(none);
      } catch {
        setRefused({ message: t.imports.form.failed, fields: {} });
      }
    });
  return { draft, change, recognised, refused, refuse, done, pending, submit };
}
