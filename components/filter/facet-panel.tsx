"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { messageOf } from "../../lib/domain/errors.ts";
import {
  asksAbout,
  asksFor,
  type FilterField,
  type FilterTerm,
  parseFilter,
  toggleValue,
  writeFilter,
} from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";
import { href } from "../href.ts";
import { Input } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { type KnownListedValue, readValues } from "./known-values.ts";

const limit = 50;
const words = t.filter.facet;

type Read = { values: KnownListedValue[] } | { broken: string } | null;

function useValues(question: { field: FilterField; prefix: string; rest: string; cluster: string | null }): Read {
  const { field, prefix, rest, cluster } = question;
  const [read, setRead] = useState<Read>(null);
  useEffect(() => {
    const control = new AbortController();
    readValues({ field, prefix, rest, cluster, limit }, control.signal).then(
      (values) => setRead({ values }),
      (error: unknown) => {
        if (!control.signal.aborted) setRead({ broken: messageOf(error) });
      },
    );
    return () => control.abort();
  }, [field, prefix, rest, cluster]);
  return read;
}

const named = t.words as unknown as Record<string, Record<string, string>>;
const catalogue: Partial<Record<FilterField, string>> = {
  severity: "severity",
  state: "findingState",
  verdict: "verdict",
  component: "component",
  vantage: "vantage",
};

function valueName(field: FilterField, { value, label }: KnownListedValue): string {
  if (value === "") return t.filter.none;
  const group = catalogue[field];
  return label ?? (group && named[group]?.[value]) ?? value;
}

interface ValueProps {
  field: FilterField;
  value: KnownListedValue;
  terms: readonly FilterTerm[];
}

/** One value: a link to the list with it, or without it where it is asked for. */
function Value({ field, value, terms }: ValueProps) {
  const search = useSearchParams();
  const isOn = asksFor(terms, field, value.value);
  const q = writeFilter(toggleValue(terms, field, value.value));
  const kept = { cluster: search.get("cluster"), group: search.get("group"), sort: search.get("sort") };
  const address = href("/findings", { ...kept, q, view: q || kept.cluster ? null : "all" });
  return (
    <li>
      <Link
        href={address}
        scroll={false}
        aria-current={isOn ? "true" : undefined}
        data-count={asksAbout(terms, field) ? undefined : value.count}
        className="flex min-h-7 items-center gap-2 rounded-sm px-2 hover:bg-sunken aria-[current=true]:bg-accent-wash aria-[current=true]:font-medium"
      >
        <span className="min-w-0 flex-1 truncate">{valueName(field, value)}</span>
        <span className="nums shrink-0 text-ink-2">{t.filter.facet.number(value.count)}</span>
        <span className="sr-only">{isOn ? t.findings.shown : ""}</span>
      </Link>
    </li>
  );
}

/** The values of a field beside the rest of the filter, each with how many findings it would leave. */
export function FacetPanel({ field, name, text }: { field: FilterField; name: string; text: string }) {
  const [prefix, setPrefix] = useState("");
  const cluster = useSearchParams().get("cluster");
  const read = useValues({ field, prefix, rest: text, cluster });
  const { terms } = parseFilter(text);
  const isLong = prefix !== "" || (read !== null && "values" in read && read.values.length > 10);
  return (
    <div className="grid gap-1">
      {isLong ? (
        <Input
          type="search"
          aria-label={words.search(name)}
          placeholder={words.search(name)}
          value={prefix}
          onChange={(event) => setPrefix(event.target.value)}
        />
      ) : null}
      {read === null ? <p className="px-2 py-1 text-ink-2">{words.reading}</p> : null}
      {read && "broken" in read ? (
        <p role="alert" className="px-2 py-1 text-critical">
          {words.broken(read.broken)}
        </p>
      ) : null}
      {read && "values" in read ? (
        <>
          <ul aria-label={name}>
            {read.values.map((value) => (
              <Value key={value.value} field={field} value={value} terms={terms} />
            ))}
          </ul>
          {read.values.length === 0 ? <p className="px-2 py-1 text-ink-2">{words.nothing}</p> : null}
          {read.values.length === limit ? <p className="px-2 py-1 text-xs text-ink-2">{words.some(limit)}</p> : null}
        </>
      ) : null}
    </div>
  );
}
