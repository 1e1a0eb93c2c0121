"use client";

import { useEffect, useId, useRef, useState } from "react";
import type { AcceptanceScope } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { FilterBox } from "../filter/filter-box.tsx";
import { useQuery } from "../frame/query.ts";
import { Field, Radio, Select } from "../ui/field.tsx";
import { countMatching } from "./filter-search.ts";
import type { About } from "./use-about.ts";

const words = t.triageDialog.scope;
const settleMs = 300;

export interface Scope {
  scope: AcceptanceScope;
  check: string;
  /** "": every cluster. */
  cluster: string;
  selector: string;
}

interface Props {
  value: Scope;
  onChange: (scope: Scope) => void;
  about: About | null;
  count: number;
  error: string | undefined;
}

/** The same a moment later, so that not every letter is asked about. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** How many open findings the scope covers now, as the list would show them. */
function Covered({ value: { scope, check, cluster, selector } }: Pick<Props, "value">) {
  const settled = useSettled(selector.trim());
  const search = { cluster, ...(scope === "check" ? { check } : { q: settled }) };
  const isEmpty = scope === "selector" && settled === "";
  const { data, error } = useQuery({
    queryKey: ["triage-covers", search],
    queryFn: ({ signal }) => countMatching(search, signal),
    enabled: !isEmpty,
    retry: false,
    staleTime: 10_000,
  });
  return (
    <p role="status" className="nums text-xs text-ink-2" data-covers={data}>
      {isEmpty
        ? words.empty
        : data !== undefined
          ? words.covers(data)
          : error
            ? words.unread(error.message)
            : words.counting}
    </p>
  );
}

function Where({ value, onChange, about }: Pick<Props, "value" | "onChange" | "about">) {
  const id = useId();
  return (
    <Field id={id} label={words.where}>
      <Select id={id} value={value.cluster} onChange={({ target }) => onChange({ ...value, cluster: target.value })}>
        {about?.clusters.map((cluster) => (
          <option key={cluster.id} value={cluster.id}>
            {cluster.name}
          </option>
        ))}
        <option value="">{words.everyCluster}</option>
      </Select>
    </Field>
  );
}

function Selector({ value, onChange, error }: Pick<Props, "value" | "onChange" | "error">) {
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  // What completion writes into the field is no event of React's.
  useEffect(() => {
    const timer = setInterval(() => {
      const now = input.current?.value;
      if (now !== undefined && now !== latest.current.value.selector)
        latest.current.onChange({ ...latest.current.value, selector: now });
    }, settleMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <Field id="triage-selector" label={words.selectorLabel} hint={words.selectorHint} error={error}>
      <div className="relative [&_[role=listbox]]:max-w-full">
        <FilterBox
          id="triage-selector"
          input={input}
          cluster={value.cluster || null}
          defaultValue={value.selector}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "triage-selector-error" : "triage-selector-hint"}
          maxLength={500}
          className="px-2.5 font-mono text-xs"
        />
      </div>
    </Field>
  );
}

/** What an acceptance covers: what was chosen, a check, or what a filter selects. */
export function ScopeField({ value, onChange, about, count, error }: Props) {
  const name = useId();
  const pick = (scope: AcceptanceScope, check = value.check) => onChange({ ...value, scope, check });
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">{words.label}</legend>
      <Radio name={name} checked={value.scope === "findings"} onChange={() => pick("findings")}>
        {words.these(count)}
      </Radio>
      {about?.checks.slice(0, 3).map((check) => (
        <Radio
          key={check}
          name={name}
          checked={value.scope === "check" && value.check === check}
          onChange={() => pick("check", check)}
        >
          {words.check(check)}
        </Radio>
      ))}
      <Radio name={name} checked={value.scope === "selector"} onChange={() => pick("selector")}>
        {words.selector}
      </Radio>
      {value.scope === "findings" ? null : (
        <div className="ms-6 grid gap-2">
          {value.scope === "selector" ? <Selector value={value} onChange={onChange} error={error} /> : null}
          <Where value={value} onChange={onChange} about={about} />
          <Covered value={value} />
        </div>
      )}
    </fieldset>
  );
}
