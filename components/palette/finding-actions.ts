import { findingExportFormats } from "../../lib/domain/finding-export.ts";
import type { TriageKind, TriageTarget } from "../../lib/domain/triage.ts";
import type { FindingDetail } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { requestTriage } from "../findings/triage-request.ts";
import { readJson } from "../frame/read-json.ts";
import { toast } from "../ui/toast.ts";
import type { PaletteItem } from "./item.ts";
import { send } from "./send.ts";

const words = t.palette;

/** The finding whose page or drawer is open; null where none is. */
function currentFinding(): string | null {
  const { pathname, searchParams } = new URL(location.href);
  return /^\/findings\/([\w-]+)$/.exec(pathname)?.[1] ?? (pathname === "/findings" ? searchParams.get("open") : null);
}

async function recheck(id: string, refresh: () => void): Promise<void> {
  if (await send(`/api/v1/findings/${encodeURIComponent(id)}/recheck`)) {
    toast(words.done.recheck);
    refresh();
  }
}

async function act(id: string, kind: TriageKind): Promise<void> {
  const finding = await readJson<FindingDetail>(`/api/v1/findings/${encodeURIComponent(id)}`);
  const target: TriageTarget = { kind: "findings", items: [{ id, version: finding.triageVersion }] };
  if (!requestTriage({ target, kind, count: 1, headline: finding.headline })) toast.error(words.done.notHere);
}

/** What can be done with the finding that is open, and with the list of findings as it is filtered. */
export function findingActions(refresh: () => void): PaletteItem[] {
  const id = currentFinding();
  const complain = (error: unknown) => toast.error(error instanceof Error ? error.message : String(error));
  const item = (name: "accept" | "assign" | "acknowledge"): PaletteItem => ({
    ...{ id: name, group: "action", label: words.actions[name] },
    run: () => void act(id ?? "", name).catch(complain),
  });
  const own: PaletteItem[] = id
    ? [
        { id: "recheck", group: "action", label: words.actions.recheck, run: () => void recheck(id, refresh) },
        ...(["accept", "assign", "acknowledge"] as const).map(item),
      ]
    : [];
  return location.pathname === "/findings" ? [...own, ...exportActions()] : own;
}

function exportActions(): PaletteItem[] {
  return findingExportFormats.map((format) => {
    const search = new URLSearchParams(location.search);
    for (const name of ["open", "cursor", "limit", "group"]) search.delete(name);
    search.set("format", format);
    const run = () => {
      location.assign(`/api/v1/findings/export?${search}`);
      return undefined;
    };
    return {
      ...{ id: `export ${format}`, group: "action" as const, label: words.actions.exportAs(format.toUpperCase()) },
      words: "download csv json sarif",
      run,
    };
  });
}
