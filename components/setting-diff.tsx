import type { ReactNode } from "react";
import * as t from "../lib/messages/index.ts";
import { cn } from "./ui/class-names.ts";
import { CopyButton } from "./ui/copy-button.tsx";

const words = t.finding.diff;

interface Line {
  kind: "same" | "removed" | "added";
  text: string;
}

const looks = {
  same: { sign: " ", row: "", text: "text-ink-2" },
  removed: { sign: "−", row: "bg-critical-wash", text: "text-critical" },
  added: { sign: "+", row: "bg-pass-wash", text: "text-pass" },
} as const;

/** Spread, because a box that scrolls must take focus to be scrolled with the keyboard (WCAG 2.1.1). */
const scrollable = () => ({ role: "group", tabIndex: 0, "aria-label": words.label });

/** A configuration now and as wanted: sign, colour and, for those who listen, a word in front of each line. */
export function SettingDiffView({ lines, basis }: { lines: readonly Line[]; basis: ReactNode }) {
  const wanted = lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text);
  const numbered = lines.map((line, number) => ({ ...line, number }));
  return (
    <div className="rounded-md border border-line bg-raised">
      <div className="flex items-center border-b border-line pe-0.5">
        <p className="min-w-0 flex-1 py-1 ps-3 text-xs break-words text-ink-2">{basis}</p>
        <CopyButton text={wanted.join("\n")} label={words.copy} />
      </div>
      <div {...scrollable()} className="overflow-x-auto py-1.5">
        <ul className="w-max min-w-full font-mono text-[12px] leading-[19px]">
          {numbered.map(({ kind, text, number }) => (
            <li key={number} className={cn("px-3 whitespace-pre", looks[kind].row)}>
              <span className="sr-only">{words[kind]} </span>
              <span aria-hidden className={cn("me-2 inline-block w-3 select-none font-semibold", looks[kind].text)}>
                {looks[kind].sign}
              </span>
              {text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
