import { cn } from "../ui/class-names.ts";
import { barPath, dotPath, gapsOf, layerPath, linePath } from "./geometry.ts";
import { type ChartForm, type ChartSeries, dashes } from "./series.ts";

interface Props {
  form: ChartForm;
  series: readonly ChartSeries[];
  columns: number;
  top: number;
}

/** Fill of an area: see-through, so that the ticks stay in sight; hatched ones keep only their edge and stripes. */
const fillOpacity = { solid: 0.72, dashed: 0.4, dotted: 0.25, hatched: 0.25 } as const;

function Line({ series, top }: { series: ChartSeries; top: number }) {
  const drawn = {
    fill: "none",
    stroke: `var(--${series.colour})`,
    strokeLinecap: "round",
    strokeLinejoin: "round",
    vectorEffect: "non-scaling-stroke",
  } as const;
  return (
    <>
      <path {...drawn} d={linePath(series, top)} strokeWidth={2} strokeDasharray={dashes[series.stroke ?? "solid"]} />
      <path {...drawn} d={dotPath(series, top)} strokeWidth={5} />
    </>
  );
}

function Area({ form, series, index, top }: Omit<Props, "columns"> & { index: number }) {
  const own = series[index];
  const path = form === "stack" ? layerPath(series, index, top) : barPath(series, index, top);
  if (!own || path === "") return null;
  const colour = `var(--${own.colour})`;
  return (
    <path
      d={path}
      fill={colour}
      fillOpacity={fillOpacity[own.stroke ?? "solid"]}
      stroke={colour}
      strokeWidth={form === "bars" ? 1.5 : 0.75}
      strokeDasharray={form === "bars" ? dashes[own.stroke ?? "solid"] : undefined}
      vectorEffect="non-scaling-stroke"
      shapeRendering={form === "stack" ? "crispEdges" : undefined}
    />
  );
}

/** What the chart draws; it says nothing to screen readers, its links and its table do. */
export function Layers({ form, series, columns, top }: Props) {
  return (
    <svg
      viewBox={`0 0 ${columns} ${top}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-0 size-full overflow-visible [print-color-adjust:exact]"
    >
      {series.map((own, index) =>
        form === "lines" ? (
          <Line key={own.id} series={own} top={top} />
        ) : (
          <Area key={own.id} form={form} series={series} index={index} top={top} />
        ),
      )}
    </svg>
  );
}

/** Columns without anything are hatched. */
export function Gaps({ series, columns }: { series: readonly ChartSeries[]; columns: number }) {
  return gapsOf(series, columns).map((gap) => (
    <div
      key={gap.from}
      className="hatched absolute inset-y-0 [print-color-adjust:exact]"
      style={{ left: `${(gap.from / columns) * 100}%`, width: `${(gap.length / columns) * 100}%` }}
    />
  ));
}

/** A sample of how a series is drawn, beside its name. */
export function Swatch({ form, series, className }: { form: ChartForm; series: ChartSeries; className?: string }) {
  const colour = `var(--${series.colour})`;
  const stroke = series.stroke ?? "solid";
  return (
    <svg viewBox="0 0 18 10" aria-hidden="true" className={cn("h-2.5 w-[18px] shrink-0", className)}>
      {form === "lines" ? (
        <path d="M1 5h16" stroke={colour} strokeWidth="2" strokeLinecap="round" strokeDasharray={dashes[stroke]} />
      ) : (
        <rect
          x="3.75"
          y="0.75"
          width="9"
          height="8.5"
          fill={colour}
          fillOpacity={fillOpacity[stroke]}
          stroke={colour}
          strokeWidth="1.5"
          strokeDasharray={dashes[stroke]}
        />
      )}
    </svg>
  );
}
