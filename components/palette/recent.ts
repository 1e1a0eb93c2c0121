import type { PaletteItem } from "./item.ts";

const key = "breakwater-recent";
const kept = 6;

function read(): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch (error) {
    // Storage may be forbidden, or hold what another version wrote: then nothing is recent.
    if (error instanceof SyntaxError || error instanceof DOMException) return [];
    throw error;
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length < 500;

function isPlace(value: unknown): value is { label: string; href: string; detail?: unknown } {
  if (typeof value !== "object" || value === null || !("label" in value) || !("href" in value)) return false;
  return isText(value.label) && isText(value.href) && /^\/(?!\/)/.test(value.href);
}

/** Where this browser went from here lately, newest first. */
export function recentItems(): PaletteItem[] {
  const known = read();
  if (!Array.isArray(known)) return [];
  return known.filter(isPlace).map(({ label, href, detail }) => {
    return { id: href, group: "recent", label, href, detail: isText(detail) ? detail : null };
  });
}

export function rememberItem({ label, href, detail }: PaletteItem): void {
  if (!href) return;
  const others = recentItems().filter((item) => item.href !== href);
  const entries = [{ label, href, detail }, ...others.map((item) => ({ ...item, id: undefined, group: undefined }))];
  try {
    localStorage.setItem(key, JSON.stringify(entries.slice(0, kept)));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
