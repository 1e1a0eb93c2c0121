import { findCheck } from "../../lib/checks/index.ts";
import type { FilterField, FilterTerm, FilterValue } from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.words as unknown as Record<string, Record<string, string>>;
const catalogue: Partial<Record<FilterField, string>> = {
  severity: "severity",
  component: "component",
  state: "findingState",
  verdict: "verdict",
  vantage: "vantage",
  resolution: "resolution",
};

function wordOf(field: FilterField, text: string): string {
  if (field === "check") return findCheck(text)?.title ?? text;
  const group = catalogue[field];
  return (group && words[group]?.[text]) || text;
}

function specialOf(field: FilterField, name: string): string {
  if (name === "all") return t.findings.filters.everyState;
  if (name !== "none") return name;
  return field === "node" ? t.findings.filters.noNode : t.findings.filters.none;
}

/** A filter's value as people read it: "Critical", a check's title, "> 30d". */
function valueWords(field: FilterField, value: FilterValue): string {
  switch (value.kind) {
    case "word":
      return wordOf(field, value.text);
    case "glob":
      return value.text;
    case "special":
      return specialOf(field, value.name);
    case "range":
      return value.from === value.to ? String(value.from) : `${value.from}-${value.to}`;
    case "rank":
      return `${value.than} ${wordOf(field, value.text)}`;
    case "span":
      return `${value.than} ${value.amount} ${value.unit}`;
    case "date": {
      const day = value.text.length === 10 ? t.time.day(value.text) : t.time.instant(value.text);
      return value.than === "=" ? day : `${value.than} ${day}`;
    }
  }
}

/** A term as people read it. */
export function termWords({ field, not, values }: FilterTerm): { name: string; value: string } {
  const said = values.map((value) => valueWords(field, value)).join(t.filter.or);
  return { name: t.filter.names[field], value: not ? `${t.filter.not} ${said}` : said };
}
