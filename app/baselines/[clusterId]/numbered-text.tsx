"use client";

import { type RefObject, useRef } from "react";
import { cn } from "../../../components/ui/class-names.ts";
import type { BaselineProblem } from "../../../lib/domain/port-baseline.ts";
import * as t from "../../../lib/messages/index.ts";

interface Props {
  ref: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (text: string) => void;
  problems: readonly BaselineProblem[];
}

const marks = {
  error: { sign: "✕", colour: "text-critical font-semibold" },
  warning: { sign: "!", colour: "text-medium font-semibold" },
} as const;

/** A plain text area beside the numbers of its lines; a line that is wrong carries a sign. */
export function NumberedText({ ref, value, onChange, problems }: Props) {
  const gutter = useRef<HTMLPreElement>(null);
  const worst = new Map<number, BaselineProblem["severity"]>();
  for (const { line, severity } of problems) if (worst.get(line) !== "error") worst.set(line, severity);
  const lines = value.split("\n").map((_, index) => index + 1);
  const text = "font-mono text-xs leading-[19px]";
  return (
    <div className="flex h-[min(560px,70dvh)] overflow-hidden rounded-md border border-control bg-page focus-within:outline-2 focus-within:outline-accent">
      <pre
        ref={gutter}
        aria-hidden
        className={cn(
          text,
          "nums w-14 shrink-0 overflow-hidden border-e border-line bg-raised py-2 pe-2 text-end text-ink-2 select-none",
        )}
      >
        {lines.map((line) => {
          const mark = worst.get(line);
          return (
            <span key={line} className={cn("block", mark && marks[mark].colour)}>
              {mark ? `${marks[mark].sign} ` : ""}
              {line}
            </span>
          );
        })}
      </pre>
      <textarea
        ref={ref}
        id="baseline-yaml"
        aria-label={t.baselineEditor.label}
        aria-describedby="baseline-problems"
        aria-invalid={[...worst.values()].includes("error")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        dir="ltr"
        className={cn(text, "min-w-0 flex-1 resize-none overflow-auto bg-page px-3 py-2 text-ink outline-none")}
      />
    </div>
  );
}
