/** A palette that could not be loaded leaves the keys to the page again. */
const keptMs = 5_000;

let typed = "";
let stop: (() => void) | null = null;

/**
 * Keeps what is typed between the asking for the palette and its being there: letters become its first text, and none
 * acts on the page behind it meanwhile. Ends when they are taken, with Escape, or after five seconds.
 */
export function keepEarlyKeys(onEscape: () => void): void {
  stop?.();
  typed = "";
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      stop?.();
      onEscape();
    } else if (event.key === "Backspace") typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("keydown", listen, true);
  const timer = setTimeout(() => stop?.(), keptMs);
  stop = () => {
    removeEventListener("keydown", listen, true);
    clearTimeout(timer);
    stop = null;
  };
}

/** What was typed early; from here on keys go where the focus is. */
export function takeEarlyKeys(): string {
  stop?.();
  const taken = typed;
  typed = "";
  return taken;
}
