"use client";

import { Info } from "lucide-react";
import { described, Field, Radio, Textarea } from "../../../components/ui/field.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import * as t from "../../../lib/messages/index.ts";
import { sources } from "./draft.ts";
import { type FieldsProps, KubeconfigFields } from "./kubeconfig-fields.tsx";

const words = t.clusters.form;

function InventoryField({ draft, change, errors, vetting }: FieldsProps) {
  const understood = vetting.offered?.addresses;
  return (
    <div className="grid gap-1">
      <Field id="inventory" label={words.inventory} hint={words.inventoryHint} error={errors.inventory}>
        <Textarea
          {...described("inventory", errors.inventory)}
          value={draft.inventory}
          onChange={(event) => change({ inventory: event.target.value })}
          rows={10}
          autoComplete="off"
          spellCheck={false}
          placeholder={words.inventoryExample}
        />
      </Field>
      <p role="status" className="nums text-xs text-ink-2">
        {typeof understood === "number" ? words.inventoryCount(understood) : null}
      </p>
    </div>
  );
}

/** The three ways to reach a cluster, and what each needs. */
export function SourceFields(props: FieldsProps & { serverFile: { path: string; exists: boolean }; inPod: boolean }) {
  const { draft, change, inPod } = props;
  return (
    <div className="grid gap-5">
      <fieldset className="grid gap-2.5">
        <legend className="mb-1.5 text-sm font-medium">{words.source}</legend>
        {sources.map((source) => (
          <Radio key={source} name="source" checked={draft.source === source} onChange={() => change({ source })}>
            <span className="font-medium">{words.sources[source].label}</span>
            <span className="block text-xs text-ink-2">{words.sources[source].hint}</span>
          </Radio>
        ))}
      </fieldset>
      {draft.source === "kubeconfig" ? <KubeconfigFields {...props} /> : null}
      {draft.source === "in-cluster" && !inPod ? <Notice icon={Info}>{words.notInPod}</Notice> : null}
      {draft.source === "inventory" ? <InventoryField {...props} /> : null}
    </div>
  );
}
