import { checks } from "../../../../lib/checks/index.ts";
import { glossaryTerms } from "../../../../lib/domain/glossary/index.ts";
import { portReference } from "../../../../lib/domain/port-reference/index.ts";
import { type BuiltInView, builtInViews } from "../../../../lib/domain/views/saved-view.ts";
import type { SearchHit } from "../../../../lib/domain/views/search-view.ts";
import * as t from "../../../../lib/messages/index.ts";

const shown = 8;

/** How well a name fits: 0 is the same, 1 begins so, 2 has it inside; -1 does not fit. */
function fit(words: readonly string[], name: string, beside = ""): number {
  const low = name.toLowerCase();
  const whole = words.join(" ");
  if (low === whole) return 0;
  if (low.startsWith(whole)) return 1;
  return words.every((word) => low.includes(word) || beside.toLowerCase().includes(word)) ? 2 : -1;
}

/** The best of a list, in its own order where two fit alike. */
function best(hits: readonly { hit: SearchHit; rank: number }[]): SearchHit[] {
  const fitting = hits.filter(({ rank }) => rank >= 0);
  return fitting
    .sort((a, b) => a.rank - b.rank)
    .slice(0, shown)
    .map(({ hit }) => hit);
}

function findChecks(words: readonly string[]): SearchHit[] {
  return best(
    checks.map(({ id, title }) => ({
      hit: { id, kind: "check", label: title, detail: id, href: `/checks/${encodeURIComponent(id)}` },
      rank: fit(words, id, title),
    })),
  );
}

/** A number that nobody described is a port as well. */
function findPorts(words: readonly string[]): SearchHit[] {
  const [word = ""] = words;
  const known = portReference.flatMap((row) =>
    row.ports
      .filter(([first, last]) => first === last)
      .map(([port]) => ({
        hit: portHit(port, row.component),
        rank: `${port}` === word ? 0 : fit(words, `${port}`, `${row.component} ${port}`),
      })),
  );
  const number = /^\d{1,5}$/.test(word) && words.length === 1 ? Number(word) : 0;
  const asked = number >= 1 && number <= 65_535 && !known.some(({ hit }) => hit.id === `${number}`);
  const hits = best([...(asked ? [{ hit: portHit(number, null), rank: 0 }] : []), ...known]);
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()];
}

function portHit(port: number, name: string | null): SearchHit {
  return { id: `${port}`, kind: "port", label: `${port}`, detail: name, href: `/ports/${port}` };
}

function findTerms(words: readonly string[]): SearchHit[] {
  return best(
    glossaryTerms.map((id) => {
      const { term, is } = t.glossary.terms[id];
      return {
        hit: { id, kind: "term", label: term, detail: is, href: `/glossary#${id}` },
        rank: fit(words, term, id),
      };
    }),
  );
}

function findBuiltInViews(words: readonly string[]): SearchHit[] {
  return best(
    (Object.keys(builtInViews) as BuiltInView[]).map((id) => {
      const label = t.filter.views.names[id];
      return {
        hit: { id, kind: "view", label, detail: builtInViews[id], href: `/views/${id}` },
        rank: fit(words, label, builtInViews[id]),
      };
    }),
  );
}

/** What needs no database: checks, ports, terms of the glossary and the views that are always there. */
export function findByWord(text: string): SearchHit[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return [...findChecks(words), ...findPorts(words), ...findTerms(words), ...findBuiltInViews(words)];
}
