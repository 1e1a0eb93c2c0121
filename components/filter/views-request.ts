import type { builtInViews, SavedView } from "../../lib/domain/views/saved-view.ts";

export type CountedView = SavedView & { count: number | null };
export interface Views {
  builtIn: { id: keyof typeof builtInViews; query: string; count: number | null }[];
  items: CountedView[];
}

const timeoutMs = 15_000;
const address = "/api/v1/views";

/** What the API answers; throws its sentence where it refuses. */
async function ask<Answer>(path: string, method = "GET", body?: object): Promise<Answer> {
  const answer = await fetch(path, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
  });
  if (answer.status === 204) return null as Answer;
  const said = (await answer.json()) as Answer & { detail?: string };
  if (!answer.ok) throw new Error(said.detail ?? answer.statusText);
  return said;
}

export const readViews = (): Promise<Views> => ask(`${address}?counts=true`);
export const saveView = (view: { name: string; query: string; shared: boolean }): Promise<SavedView> =>
  ask(address, "POST", view);
export const changeView = (view: SavedView, patch: { name?: string; query?: string }): Promise<SavedView> =>
  ask(`${address}/${view.id}`, "PATCH", { version: view.version, ...patch });
export const removeView = (view: SavedView): Promise<null> =>
  ask(`${address}/${view.id}?version=${view.version}`, "DELETE");

/** What of an address makes a view: not the place within the list, nor what is open beside it. */
export function viewQuery(search: URLSearchParams): string {
  const kept = new URLSearchParams(search);
  for (const name of ["cursor", "open", "view"]) kept.delete(name);
  return kept.toString();
}
