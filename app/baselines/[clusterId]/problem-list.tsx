"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { RefObject } from "react";
import { cn } from "../../../components/ui/class-names.ts";
import type { BaselineProblem } from "../../../lib/domain/port-baseline.ts";
import * as t from "../../../lib/messages/index.ts";

/** What the server says of a text. */
export interface Checked {
  problems: BaselineProblem[];
  entries: number | null;
  drift: number | null;
}

/** What is wrong or odd, each with the way to its place; and what the text would make drift. */
export function ProblemList({
  checked,
  area,
}: {
  checked: Checked | null;
  area: RefObject<HTMLTextAreaElement | null>;
}) {
  const words = t.baselineEditor;
  const problems = checked?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const Icon = errors > 0 ? CircleAlert : CircleCheck;
  return (
    <div id="baseline-problems" className="grid gap-2 text-sm">
      <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {checked ? (
          <>
            <Icon aria-hidden className={cn("size-4", errors > 0 ? "text-critical" : "text-pass")} />
            <span>{errors > 0 ? words.broken(errors) : words.clean(checked.entries ?? 0)}</span>
            {checked.drift === null ? null : <span className="text-ink-2">{words.preview(checked.drift)}</span>}
          </>
        ) : (
          <span className="text-ink-2">{words.checking}</span>
        )}
      </p>
      {problems.length > 0 ? (
        <ul aria-label={words.problems} className="grid gap-1">
          {problems.map((problem) => (
            <Problem key={`${problem.line}:${problem.column} ${problem.message}`} problem={problem} area={area} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Problem({ problem, area }: { problem: BaselineProblem; area: RefObject<HTMLTextAreaElement | null> }) {
  const words = t.baselineEditor;
  const { severity, line, column, message } = problem;
  const isError = severity === "error";
  const Icon = isError ? CircleAlert : TriangleAlert;
  const go = () => {
    const field = area.current;
    if (!field) return;
    const before = field.value.split("\n").slice(0, line - 1);
    const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    field.focus();
    field.setSelectionRange(at, at);
    field.scrollTop = Math.max(0, (line - 4) * 19);
  };
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", isError ? "text-critical" : "text-medium")} />
      <span>
        <span className="font-medium">{isError ? words.error : words.warning}</span>{" "}
        <button type="button" onClick={go} className="link min-h-6">
          {words.at(line, column)}
        </button>
        : {message}
      </span>
    </li>
  );
}
