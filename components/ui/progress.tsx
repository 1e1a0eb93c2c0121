import { cn } from "./class-names.ts";

interface Props {
  /** 0..1, or null while the whole is not known yet. */
  value: number | null;
  label: string;
  /** What a screen reader says of the value: "212 of 240 probes". */
  text?: string;
  className?: string;
}

/** A bar that fills; it slides while nothing can be counted yet. */
export function Progress({ value, label, text, className }: Props) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={text}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-sunken", className)}
    >
      <div
        className={cn(
          "h-full bg-accent",
          percent === null ? "w-1/4 animate-[slide_1.4s_linear_infinite]" : "transition-[width]",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
