import { CircleAlert } from "lucide-react";
import { href } from "../../components/href.ts";
import { LinkButton } from "../../components/ui/button.tsx";
import type { FilterProblem } from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";
import { type FindingsSearch, searchFields } from "./search-params.ts";
import { problemSentence } from "./search-terms.ts";

/** From the spaces around a place: the whole term, which can be left out. */
function termAround(text: string, { start, end }: FilterProblem): [number, number] {
  const before = text.slice(0, start).search(/\S*$/);
  const after = text.slice(end).search(/\s|$/);
  return [before, end + after];
}

interface Props {
  search: FindingsSearch;
  text: string;
  problems: readonly FilterProblem[];
  /** What the box is described by. */
  id: string;
}

/** The text with what is wrong marked in it, why, and ways on: the word that was meant, or without it. */
export function FilterProblems({ search, text, problems, id }: Props) {
  const [first] = problems;
  if (!first) return null;
  const [from, to] = termAround(text, first);
  const link = (q: string) =>
    href("/findings", searchFields({ ...search, cursor: undefined, q: q.trim() || undefined }));
  const word = text.slice(from, to).slice(0, 60);
  const { nearest } = first;
  return (
    <div id={id} role="alert" className="rounded-md border border-critical p-4 text-sm">
      <p className="flex items-center gap-2 font-semibold">
        <CircleAlert aria-hidden className="size-4 shrink-0 text-critical" />
        {t.filter.wrong.title}
      </p>
      <p className="mt-2 overflow-x-auto whitespace-pre-wrap break-words font-mono text-xs leading-6 [font-feature-settings:'calt'_0,'liga'_0]">
        {text.slice(0, first.start)}
        <mark
          title={t.filter.wrong.first}
          data-start={first.start}
          data-end={first.end}
          className="bg-critical-wash text-critical underline decoration-wavy underline-offset-4"
        >
          {text.slice(first.start, first.end) || " "}
        </mark>
        {text.slice(first.end)}
      </p>
      <ul className="mt-2 grid max-w-prose gap-1">
        {problems.map((problem) => (
          <li key={`${problem.start}-${problem.kind}`}>{problemSentence(problem)}</li>
        ))}
      </ul>
      <p className="mt-2 text-ink-2">{t.filter.wrong.detail}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {nearest === undefined ? null : (
          <LinkButton href={link(text.slice(0, first.start) + nearest + text.slice(first.end))} variant="primary">
            {t.filter.wrong.replace(nearest)}
          </LinkButton>
        )}
        <LinkButton href={link(`${text.slice(0, from)}${text.slice(to).trimStart()}`)}>
          {t.filter.wrong.drop(word)}
        </LinkButton>
      </div>
    </div>
  );
}
