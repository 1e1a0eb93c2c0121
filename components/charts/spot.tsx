import type { Place } from "./geometry.ts";

interface Props {
  place: Place | null;
  column: number;
  columns: number;
  top: number;
  /** Drawn while somebody points; the ring only while the link has the keyboard's focus. */
  visible: boolean;
}

/** Marks the point that the chart's link is at, so that focus is seen; must follow the link (`peer`). */
export function Spot({ place, column, columns, top, visible }: Props) {
  if (!visible) return null;
  const ring =
    "pointer-events-none absolute border-2 border-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent print:hidden";
  const left = `${((place?.left ?? column) / columns) * 100}%`;
  if (place && place.width === 0) {
    const bottom = `${(place.to / top) * 100}%`;
    return (
      <span
        className={`${ring} size-2.5 -translate-x-1/2 translate-y-1/2 rounded-full bg-page`}
        style={{ left, bottom }}
      />
    );
  }
  const width = `max(4px, ${((place?.width ?? 1) / columns) * 100}%)`;
  const bottom = `${((place?.from ?? 0) / top) * 100}%`;
  const height = place ? `max(4px, ${((place.to - place.from) / top) * 100}%)` : "100%";
  return <span className={`${ring} rounded-[1px]`} style={{ left, width, bottom, height }} />;
}
