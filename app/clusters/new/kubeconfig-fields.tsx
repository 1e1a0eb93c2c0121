"use client";

import { TriangleAlert, Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { described, Field, Radio, Select, Textarea } from "../../../components/ui/field.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import * as t from "../../../lib/messages/index.ts";
import type { Draft } from "./draft.ts";
import type { Vetting } from "./use-vetting.ts";

const words = t.clusters.form;

export interface FieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  errors: Record<string, string>;
  vetting: Vetting;
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) onText(await file.text());
  };
  return (
    <>
      <input ref={input} type="file" className="sr-only" tabIndex={-1} aria-hidden onChange={read} />
      <Button size="sm" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {words.chooseFile}
      </Button>
    </>
  );
}

function ContextField({ draft, change, errors, vetting }: FieldsProps) {
  const contexts = vetting.offered?.contexts ?? [];
  const chosen = draft.context || vetting.offered?.context || "";
  const server = contexts.find(({ name }) => name === chosen)?.server;
  if (contexts.length === 0) return null;
  return (
    <Field
      id="context"
      label={words.context}
      hint={server ? words.contextHint(server) : undefined}
      error={errors.context}
    >
      <Select
        {...described("context", errors.context)}
        value={chosen}
        onChange={(event) => change({ context: event.target.value })}
      >
        {chosen === "" ? <option value="">{words.chooseContext}</option> : null}
        {contexts.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** A kubeconfig from the browser, or the server's own; then its context. */
export function KubeconfigFields(props: FieldsProps & { serverFile: { path: string; exists: boolean } }) {
  const { draft, change, errors, vetting, serverFile } = props;
  return (
    <div className="grid gap-4">
      <fieldset className="grid gap-2.5">
        <legend className="mb-1 text-sm font-medium">{words.origin}</legend>
        <Radio
          name="origin"
          checked={draft.origin === "upload"}
          onChange={() => change({ origin: "upload", context: "" })}
        >
          {words.upload}
        </Radio>
        <Radio
          name="origin"
          checked={draft.origin === "file"}
          onChange={() => change({ origin: "file", context: "" })}
          disabled={!serverFile.exists}
          aria-describedby="server-file"
        >
          {words.serverFile}
          <span id="server-file" className="block text-xs [overflow-wrap:anywhere] text-ink-2">
            {serverFile.exists ? words.serverFileAt(serverFile.path) : words.noServerFile(serverFile.path)}
          </span>
        </Radio>
        {errors.origin ? (
          <p role="alert" className="text-xs font-medium text-critical">
            {errors.origin}
          </p>
        ) : null}
      </fieldset>
      {draft.origin === "upload" ? (
        <Field id="kubeconfig" label={words.kubeconfig} hint={words.kubeconfigHint} error={errors.kubeconfig}>
          <div className="mb-1">
            <FileButton onText={(kubeconfig) => change({ kubeconfig, context: "" })} />
          </div>
          <Textarea
            {...described("kubeconfig", errors.kubeconfig)}
            value={draft.kubeconfig}
            onChange={(event) => change({ kubeconfig: event.target.value, context: "" })}
            rows={10}
            autoComplete="off"
            spellCheck={false}
            placeholder={"apiVersion: v1\nkind: Config\nclusters:"}
          />
        </Field>
      ) : null}
      {vetting.offered?.warnings.map((warning) => (
        <Notice key={warning} icon={TriangleAlert}>
          {warning}
        </Notice>
      ))}
      <ContextField {...props} />
    </div>
  );
}
