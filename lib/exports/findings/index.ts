import type { FindingExportFormat } from "../../domain/finding-export.ts";
import type { FindingExport } from "../finding-export.ts";
import { csv } from "./csv.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { ocsf } from "./ocsf.ts";
import { sarif } from "./sarif.ts";

/** How findings are taken away: one file a format. */
export const findingExports: Record<FindingExportFormat, FindingExport> = {
  csv,
  markdown,
  json,
  jsonl,
  sarif,
  ocsf,
  junit,
};
