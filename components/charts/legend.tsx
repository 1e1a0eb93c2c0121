import { type Severity, severities } from "../../lib/domain/severity.ts";
import { SeverityShape } from "../severity-shape.tsx";
import { cn } from "../ui/class-names.ts";
import { Swatch } from "./layers.tsx";
import { type ChartForm, type ChartSeries, isMeasured } from "./series.ts";

interface Props {
  form: ChartForm;
  series: readonly ChartSeries[];
  column: number;
  /** The column's short name, and what is said where it has nothing. */
  day: string;
  gap: string;
  /** The series that the cursor is at, while there is one. */
  at: number;
  pointed: boolean;
  format: (value: number) => string;
}

const isSeverity = (id: string): id is Severity => severities.some((severity) => severity === id);

/** Names, signs and the values under the cursor, else those of the last column that has any. */
export function Legend({ form, series, column, day, gap, at, pointed, format }: Props) {
  const measured = isMeasured(series, column);
  return (
    <ul className="nums flex min-h-5 flex-wrap items-center gap-x-3 gap-y-0.5 text-xs" aria-hidden>
      <li className="min-w-14 font-medium">{day}</li>
      {series.map((own, index) => {
        const value = own.values[column] ?? null;
        return (
          <li
            key={own.id}
            className={cn("inline-flex items-center gap-1", pointed && index === at ? "text-ink" : "text-ink-2")}
          >
            {isSeverity(own.id) ? (
              <SeverityShape shape={own.id} className="size-3" />
            ) : (
              <Swatch form={form} series={own} />
            )}
            <span className={cn(pointed && index === at && "font-medium")}>{own.name}</span>
            {measured && value !== null ? <span className="font-medium text-ink">{format(value)}</span> : null}
          </li>
        );
      })}
      {measured ? null : <li className="text-ink-2">{gap}</li>}
    </ul>
  );
}
