interface Placing {
  /** Above or below the anchor, or at the side that reading goes to or comes from. */
  side: "top" | "bottom" | "start" | "end";
  align: "start" | "center" | "end";
  /** Pixels between the two. */
  gap: number;
}

/** Pixels that stay free at the edges of the window. */
const margin = 8;

const within = (value: number, size: number, whole: number) => Math.max(margin, Math.min(value, whole - size - margin));

/** Where something that floats begins along one axis; on the other side where it does not fit on this. */
function beside(start: number, end: number, size: number, whole: number, gap: number, after: boolean): number {
  const behind = end + gap;
  const before = start - gap - size;
  const fits = after ? behind + size + margin <= whole || before < margin : before < margin;
  return within(fits ? behind : before, size, whole);
}

function along(start: number, end: number, size: number, whole: number, align: Placing["align"]): number {
  const at = { start, center: (start + end - size) / 2, end: end - size };
  return within(at[align], size, whole);
}

const mirrored = { start: "end", center: "center", end: "start" } as const;

/** Puts a fixed element beside its anchor and inside the window; start and end follow the direction of the text. */
export function place(floating: HTMLElement, anchor: Element, { side, align, gap }: Placing): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = floating;
  const { clientWidth: windowWidth, clientHeight: windowHeight } = document.documentElement;
  const rtl = getComputedStyle(anchor).direction === "rtl";
  const beneath = side === "top" || side === "bottom";
  const top = beneath
    ? beside(box.top, box.bottom, height, windowHeight, gap, side === "bottom")
    : along(box.top, box.bottom, height, windowHeight, align);
  const left = beneath
    ? along(box.left, box.right, width, windowWidth, rtl ? mirrored[align] : align)
    : beside(box.left, box.right, width, windowWidth, gap, (side === "end") !== rtl);
  Object.assign(floating.style, { inset: "auto", margin: "0", top: `${top}px`, left: `${left}px` });
}

/** Keeps it there while the page scrolls and the window changes; returns what ends that. */
export function keepPlaced(floating: HTMLElement, anchor: Element, placing: Placing): () => void {
  const again = () => place(floating, anchor, placing);
  const observer = new ResizeObserver(again);
  observer.observe(floating);
  again();
  addEventListener("scroll", again, { capture: true, passive: true });
  addEventListener("resize", again);
  return () => {
    observer.disconnect();
    removeEventListener("scroll", again, { capture: true });
    removeEventListener("resize", again);
  };
}
