import type { Severity } from "../lib/domain/severity.ts";
import { cn } from "./ui/class-names.ts";

export type Shape = Severity | "unknown" | "pass";

const colours: Record<Shape, string> = {
  critical: "text-critical",
  high: "text-high",
  medium: "text-medium",
  low: "text-low",
  info: "text-info",
  unknown: "text-unknown",
  pass: "text-pass",
};

/** The drawings alone, in a box of 14 by 14. */
export const drawings: Record<Shape, React.ReactNode> = {
  critical: <path d="M4.1.8h5.8L13.2 4.1v5.8L9.9 13.2H4.1L.8 9.9V4.1z" fill="currentColor" />,
  high: <path d="M7 1 13.5 12.6H.5z" fill="currentColor" />,
  medium: <path d="M7 .6 13.4 7 7 13.4.6 7z" fill="currentColor" />,
  low: <circle cx="7" cy="7" r="4.9" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  info: <circle cx="7" cy="7" r="2.8" fill="currentColor" />,
  unknown: (
    <>
      <circle cx="7" cy="7" r="5.9" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.4 1.7" />
      <path
        d="M5.3 5.6c0-1 .7-1.7 1.7-1.7s1.7.6 1.7 1.5c0 1.2-1.6 1.3-1.6 2.5M7.1 9.9v.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
      />
    </>
  ),
  pass: <path d="m2 7.4 3.4 3.4L12 3.6" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />,
};

/** The shape of a severity; the word must stand beside it, so it is hidden from screen readers. */
export function SeverityShape({ shape, className }: { shape: Shape; className?: string }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={cn("size-3.5 shrink-0", colours[shape], className)}>
      {drawings[shape]}
    </svg>
  );
}
