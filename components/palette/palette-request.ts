const eventName = "bw:palette";

/** Asks for the palette. */
export function requestPalette(): void {
  dispatchEvent(new Event(eventName));
}

/** Hears that it is asked for, until the answer is called. */
export function onPaletteRequest(listener: () => void): () => void {
  addEventListener(eventName, listener);
  return () => removeEventListener(eventName, listener);
}
