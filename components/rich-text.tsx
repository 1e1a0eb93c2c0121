import { Fragment } from "react";
import { cn } from "./ui/class-names.ts";

/** Prose in which `backticks` mark names, commands and settings. */
export function RichText({ text, className }: { text: string; className?: string }) {
  const parts = text.split(/`([^`]+)`/);
  let offset = 0;
  return (
    <span className={cn("break-words", className)}>
      {parts.map((part, index) => {
        const key = offset;
        offset += part.length + 1;
        if (index % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
        return (
          <code key={key} className="rounded-sm bg-sunken px-1 py-px">
            {part}
          </code>
        );
      })}
    </span>
  );
}
