"use client";

import { CircleAlert } from "lucide-react";
import type { FormEvent } from "react";
import { ImportDone } from "../../../components/imports/import-done.tsx";
import { Button, LinkButton } from "../../../components/ui/button.tsx";
import { described, Field, Select } from "../../../components/ui/field.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import type { ImportFormat } from "../../../lib/domain/imported.ts";
import { vantageKinds } from "../../../lib/domain/vantage.ts";
import * as t from "../../../lib/messages/index.ts";
import { FileField, fileSize } from "./file-field.tsx";
import { type Draft, useImport } from "./use-import.ts";

const words = t.imports.form;

interface Props {
  clusters: { id: string; name: string; nodes: string[] }[];
  chosen?: string | undefined;
  tools: { format: ImportFormat; title: string }[];
  limitBytes: number;
}

interface FieldProps {
  draft: Draft;
  change(changes: Partial<Draft>): void;
  error: string | undefined;
}

function NodeField({ draft, change, error, nodes }: FieldProps & { nodes: readonly string[] }) {
  return (
    <Field id="node" label={words.node} hint={words.nodeHint} error={error}>
      <Select
        {...described("node", error)}
        value={draft.node}
        onChange={(event) => change({ node: event.target.value })}
      >
        <option value="">{words.chooseNode}</option>
        {nodes.map((node) => (
          <option key={node} value={node}>
            {node}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function VantageField({ draft, change, error }: FieldProps) {
  return (
    <Field id="vantage" label={words.vantage} hint={words.vantageHint} error={error}>
      <Select
        {...described("vantage", error)}
        value={draft.vantage}
        onChange={(event) => change({ vantage: event.target.value })}
      >
        <option value="">{words.chooseVantage}</option>
        {vantageKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t.words.vantage[kind]}: {t.words.who(kind)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** The form that takes in a file; what is wrong with it stands beside it, and nothing that was chosen is lost. */
export function ImportForm({ clusters, chosen, tools, limitBytes }: Props) {
  const first = clusters.find(({ id }) => id === chosen) ?? clusters[0];
  const { draft, change, recognised, refused, refuse, done, pending, submit } = useImport(first?.id ?? "");
  const { fields } = refused;
  const known = recognised === "none" ? null : recognised;
  const format = draft.format || known;
  const found = tools.find((tool) => tool.format === known);
  const nodes = clusters.find(({ id }) => id === draft.clusterId)?.nodes ?? [];
  const send = (event: FormEvent) => {
    event.preventDefault();
    const size = draft.isPasted ? new Blob([draft.text]).size : (draft.file?.size ?? 0);
    if (size === 0) return refuse({ file: words.fileMissing });
    if (size > limitBytes) return refuse({ file: words.tooLarge(fileSize(size), fileSize(limitBytes)) });
    if ((format === "nmap" || format === "naabu") && !draft.vantage)
      return refuse({ vantage: words.vantageMissing(format) });
    submit();
  };
  if (done) return <ImportDone done={done} again={() => change({ file: null, text: "", format: "" })} />;
  const hint = recognised === "none" ? words.notRecognised : found ? words.recognised(found.title) : undefined;
  return (
    <form onSubmit={send} noValidate className="grid content-start gap-5">
      <Field id="cluster" label={words.cluster} error={fields.cluster}>
        <Select
          id="cluster"
          value={draft.clusterId}
          onChange={(event) => change({ clusterId: event.target.value, node: "" })}
        >
          {clusters.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <FileField {...{ draft, change }} error={fields.file ?? fields.content} />
      <Field id="format" label={words.format} hint={hint} error={fields.format}>
        <Select
          id="format"
          {...(hint ? { "aria-describedby": "format-hint" } : {})}
          value={draft.format}
          onChange={(event) => change({ format: event.target.value as Draft["format"] })}
        >
          <option value="">{words.automatic}</option>
          {tools.map((tool) => (
            <option key={tool.format} value={tool.format}>
              {tool.title}
            </option>
          ))}
        </Select>
      </Field>
      {format === "kube-bench" ? <NodeField {...{ draft, change, nodes }} error={fields.node} /> : null}
      {format === "nmap" || format === "naabu" ? <VantageField {...{ draft, change }} error={fields.vantage} /> : null}
      {refused.message ? (
        <div role="alert">
          <Notice tone="critical" icon={CircleAlert}>
            <span className="[overflow-wrap:anywhere]">{refused.message}</span>
          </Notice>
        </div>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {words.submit}
        </Button>
        <LinkButton href="/imports">{t.ui.cancel}</LinkButton>
      </div>
    </form>
  );
}
