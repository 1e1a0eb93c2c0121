import { findCheck } from "../../lib/checks/index.ts";
import type { ExportCount } from "../../lib/domain/finding-export.ts";
import type { FindingColumn } from "../../lib/domain/preferences.ts";
import { type ExportAbout, type ExportedCheck, retiredCheck } from "../../lib/exports/finding-export.ts";
import { standardsOf } from "../../lib/exports/ocsf-event.ts";
import packageJson from "../../package.json" with { type: "json" };
import type { FindingsSearch } from "./search-params.ts";
import { readSearch } from "./search-terms.ts";

function exportedCheck(id: string): ExportedCheck {
  const check = findCheck(id);
  if (!check) return retiredCheck(id);
  const { title, rationale, references } = check;
  const { cwe, urls } = references;
  return { id, title, rationale, standards: standardsOf(references), cwe, urls };
}

/** What the search asks for as text, the cluster too, which the page keeps beside it. */
function filterText(search: FindingsSearch): string {
  const { text } = readSearch(search);
  return [...(search.cluster ? [`cluster:${search.cluster}`] : []), text].filter(Boolean).join(" ");
}

interface Asked {
  search: FindingsSearch;
  columns: readonly FindingColumn[] | null;
  origin: string;
  counts: readonly ExportCount[];
  total: number;
}

/** What an export says before its first row. */
export function exportAbout({ search, ...asked }: Asked): ExportAbout {
  const checks = [...new Set(asked.counts.map(({ checkId }) => checkId))].map(exportedCheck);
  const madeAt = new Date().toISOString();
  return { ...asked, checks, filter: filterText(search), madeAt, version: packageJson.version };
}
