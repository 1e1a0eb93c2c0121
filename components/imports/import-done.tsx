"use client";

import { Check } from "lucide-react";
import type { ImportRow } from "../../lib/domain/views/import-view.ts";
import * as t from "../../lib/messages/index.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Notice } from "../ui/state.tsx";
import { LeftOutList } from "./left-out.tsx";

const words = t.imports;

/** Spread, because a box that scrolls must take focus to be scrolled with the keyboard (WCAG 2.1.1). */
const scrollable = () => ({ role: "group", tabIndex: 0, "aria-label": words.leftTitle });

interface Props {
  done: { import: ImportRow; isNew: boolean; recheck: { total: number } | null };
  again(): void;
}

/** What a file has become, what is judged again, and what was left out and why. */
export function ImportDone({ done: { import: row, isNew, recheck }, again }: Props) {
  const became = [
    row.opinions > 0 ? words.opinions(row.opinions) : null,
    row.observations > 0 ? words.observations(row.observations) : null,
    row.nodeReports > 0 ? words.nodeReports(row.nodeReports) : null,
  ].filter((part) => part !== null);
  return (
    <section aria-live="polite" aria-label={words.done.imported(row.fileName)} className="grid content-start gap-5">
      <Notice icon={Check}>
        <p className="font-medium [overflow-wrap:anywhere]">
          {isNew ? words.done.imported(row.fileName) : words.done.unchanged(row.fileName)}
        </p>
        <p className="nums mt-1">
          {words.columns.became}: {became.join(", ") || words.nothing}.{" "}
          {isNew ? (recheck ? words.done.rechecks(recheck.total) : words.done.noRecheck) : null}
        </p>
      </Notice>
      {row.left.length > 0 ? (
        <div>
          <h2 className="mb-2 text-sm font-semibold">{words.leftTitle}</h2>
          <div {...scrollable()} className="max-h-96 overflow-y-auto">
            <LeftOutList left={row.left} />
          </div>
        </div>
      ) : null}
      <div className="flex gap-2">
        <LinkButton href="/imports" variant="primary">
          {words.done.list}
        </LinkButton>
        <Button onClick={again}>{words.done.more}</Button>
      </div>
    </section>
  );
}
