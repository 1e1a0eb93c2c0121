export type SearchValue = string | number | readonly string[] | null | undefined;

/** An address with its query in a stable order; empty values are left out, lists become repeated names. */
export function href(path: string, search: Record<string, SearchValue> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === null || value === undefined || value === "") continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
