import { cn } from "../ui/class-names.ts";
import { type ChartColumn, type ChartSeries, isMeasured } from "./series.ts";

interface Props {
  here: ChartColumn;
  series: readonly ChartSeries[];
  column: number;
  columns: number;
  at: number;
  gap: string;
  /** What a click opens. */
  opens: string;
  format: (value: number) => string;
}

/** Exact values at the cursor, with the day and its zone; on the side of it that has room. */
export function Tip({ here, series, column, columns, at, gap, opens, format }: Props) {
  const share = ((column + 0.5) / columns) * 100;
  const side = share > 50 ? { right: `calc(${100 - share}% + 10px)` } : { left: `calc(${share}% + 10px)` };
  const word = (value: number | null | undefined) => (value === null || value === undefined ? gap : format(value));
  return (
    <div
      aria-hidden
      className="nums pointer-events-none absolute top-0 z-20 w-max max-w-56 rounded-md border border-line-strong bg-page px-2.5 py-1.5 text-xs leading-[18px] shadow-float print:hidden"
      style={side}
    >
      <p className="font-medium">{here.name}</p>
      {isMeasured(series, column) ? (
        <ul>
          {series.map((own, index) => (
            <li key={own.id} className={cn("flex gap-3", index === at ? "font-semibold" : "text-ink-2")}>
              <span className="flex-1">{own.name}</span>
              <span>{word(own.values[column])}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-2">{gap}</p>
      )}
      <p className="mt-1 text-accent">{opens}</p>
    </div>
  );
}
