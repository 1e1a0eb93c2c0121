import { runsWhere } from "./scale.ts";
import { type ChartForm, type ChartSeries, isMeasured } from "./series.ts";

/** Where one point stands: in columns from the left, in values from the bottom. */
export interface Place {
  left: number;
  width: number;
  from: number;
  to: number;
}

const barGap = 0.12;

/** How many bars stand side by side in a column. */
function barsOf(series: readonly ChartSeries[]): number {
  return Math.max(1, ...series.map(({ bar = 0 }) => bar + 1));
}

/** Where the point of a series in a column stands; null where nothing is known. */
export function placeOf(form: ChartForm, series: readonly ChartSeries[], column: number, index: number): Place | null {
  const own = series[index];
  const value = own?.values[column];
  if (!own || value === null || value === undefined) return null;
  if (form === "lines") return { left: column + 0.5, width: 0, from: value, to: value };
  const bar = own.bar ?? 0;
  const under = series.slice(0, index).filter((other) => form === "stack" || (other.bar ?? 0) === bar);
  const from = under.reduce((sum, { values }) => sum + (values[column] ?? 0), 0);
  if (form === "stack") return { left: column, width: 1, from, to: from + value };
  const width = (1 - 2 * barGap) / barsOf(series);
  return { left: column + barGap + bar * width, width, from, to: from + value };
}

/** The highest value that a chart of this form has to hold. */
export function highest(form: ChartForm, series: readonly ChartSeries[]): number {
  const count = Math.max(0, ...series.map(({ values }) => values.length));
  let top = 0;
  for (let column = 0; column < count; column += 1) {
    for (let index = 0; index < series.length; index += 1) {
      top = Math.max(top, placeOf(form, series, column, index)?.to ?? 0);
    }
  }
  return top;
}

/** Which series a pointer means that stands in a column at a height (in values): the one there, else the nearest. */
export function seriesAt(form: ChartForm, series: readonly ChartSeries[], x: number, value: number): number {
  const column = Math.floor(x);
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  series.forEach((_, index) => {
    const place = placeOf(form, series, column, index);
    if (!place || (form !== "lines" && place.to === place.from)) return;
    const beside = form === "bars" && (x < place.left || x > place.left + place.width) ? 1e9 : 0;
    const away = value < place.from ? place.from - value : value > place.to ? value - place.to : 0;
    if (away + beside >= distance) return;
    best = index;
    distance = away + beside;
  });
  return best;
}

/** Runs of columns in which a series has values. */
function runsOf(series: ChartSeries) {
  const known = (index: number) => series.values[index] !== null && series.values[index] !== undefined;
  return runsWhere(series.values.length, known);
}

/** A line through the middles of its columns, broken at every gap. Columns between two gaps are in `dotPath`. */
export function linePath(series: ChartSeries, top: number): string {
  return runsOf(series)
    .filter(({ length }) => length > 1)
    .map(({ from, length }) => {
      const points = Array.from({ length }, (_, step) => {
        const column = from + step;
        return `${column + 0.5} ${top - (series.values[column] ?? 0)}`;
      });
      return `M${points.join("L")}`;
    })
    .join("");
}

/** A dot for each column between two gaps, which no line reaches: round line ends without a line. */
export function dotPath(series: ChartSeries, top: number): string {
  return runsOf(series)
    .filter(({ length }) => length === 1)
    .map(({ from }) => `M${from + 0.5} ${top - (series.values[from] ?? 0)}h0.0001`)
    .join("");
}

/** One layer of a stack: steps, since a day has one value, closed around every run of columns. */
export function layerPath(series: readonly ChartSeries[], index: number, top: number): string {
  const own = series[index];
  if (!own) return "";
  return runsOf(own)
    .map(({ from, length }) => {
      const places = Array.from({ length }, (_, step) => placeOf("stack", series, from + step, index));
      if (places.every((place) => !place || place.from === place.to)) return "";
      const over = places.map((place, step) => `V${top - (place?.to ?? 0)}H${from + step + 1}`).join("");
      const under = places
        .map((place, step) => `V${top - (place?.from ?? 0)}H${from + step}`)
        .reverse()
        .join("");
      return `M${from} ${top - (places[0]?.from ?? 0)}${over}${under}Z`;
    })
    .join("");
}

/** The bars of a series, one box a column. */
export function barPath(series: readonly ChartSeries[], index: number, top: number): string {
  return (series[index]?.values ?? [])
    .map((_, column) => placeOf("bars", series, column, index))
    .map((place) =>
      place && place.to > place.from
        ? `M${place.left} ${top - place.from}V${top - place.to}h${place.width}V${top - place.from}Z`
        : "",
    )
    .join("");
}

/** Runs of columns without anything: drawn hatched, with no line across. */
export function gapsOf(series: readonly ChartSeries[], columns: number) {
  return runsWhere(columns, (column) => !isMeasured(series, column));
}
