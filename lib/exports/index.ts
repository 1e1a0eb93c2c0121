import { csv } from "./csv.ts";
import type { Export } from "./define-export.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { ocsf } from "./ocsf.ts";
import { sarif } from "./sarif.ts";
import { table } from "./table.ts";

/** EXPORTS: one file a format. */
export const exports: readonly Export[] = [table, json, sarif, csv, junit, markdown, ocsf];

export function findExport(id: string): Export | undefined {
  return exports.find((entry) => entry.id === id);
}

export type { Export };
