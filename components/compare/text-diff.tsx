import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";

interface Line {
  kind: "same" | "removed" | "added";
  text: string;
}

const looks = {
  same: { sign: " ", row: "text-ink-2" },
  removed: { sign: "−", row: "bg-sunken text-ink-2" },
  added: { sign: "+", row: "bg-mark text-ink" },
} as const;

/** Two texts as one: sign, ground and, for those who listen, a word in front of each line. No hue: neither side is better. */
export function TextDiff({ label, lines }: { label: string; lines: readonly Line[] }) {
  // Spread, because a box that scrolls must take focus to be scrolled with the keyboard (WCAG 2.1.1).
  const scrollable = { role: "group", tabIndex: 0, "aria-label": label };
  const numbered = lines.map((line, number) => ({ ...line, number }));
  return (
    <div {...scrollable} className="max-h-96 overflow-auto rounded-md border border-line bg-page py-1.5">
      <ul className="w-max min-w-full font-mono text-[12px] leading-[19px]">
        {numbered.map(({ kind, text, number }) => (
          <li key={number} className={cn("px-3 whitespace-pre", looks[kind].row)}>
            <span className="sr-only">{t.compare.open.lines[kind]} </span>
            <span aria-hidden className="me-2 inline-block w-3 font-semibold select-none">
              {looks[kind].sign}
            </span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
