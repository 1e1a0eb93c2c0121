/** A token of the palette; severities keep their own. */
export type ChartColour =
  | "critical"
  | "high"
  | "medium"
  | "low"
  | "info"
  | "pass"
  | "unknown"
  | "accent"
  | "ink"
  | "ink-2"
  | "ink-3";

/** One of several things that a chart draws over its columns. */
export interface ChartSeries {
  id: string;
  name: string;
  colour: ChartColour;
  /** Lines: how it is told apart without colour. Stacks and bars: solid or hatched. */
  stroke?: "solid" | "dashed" | "dotted" | "hatched";
  /** Bars: which bar of the column it stands in; 0 when left out. */
  bar?: number;
  /** One value a column; null where nothing is known: a gap, never zero. */
  values: readonly (number | null)[];
}

export interface ChartColumn {
  key: string;
  /** Short, for the axis. */
  label: string;
  /** Whole, with year and zone, for the tooltip and for screen readers. */
  name: string;
}

/** Something at a column that can bend the line for another reason than what it shows. */
export interface ChartMark {
  column: number;
  label: string;
  /** What came, went or changed. */
  detail: string;
  href: string;
}

export type ChartForm = "stack" | "lines" | "bars";

export const dashes = { solid: undefined, dashed: "5 4", dotted: "1.5 3.5", hatched: undefined } as const;

/** Whether a column has anything at all; one without is a gap. */
export function isMeasured(series: readonly ChartSeries[], column: number): boolean {
  return series.some(({ values }) => values[column] !== null && values[column] !== undefined);
}
