import { ExportMenu } from "../../components/export/export-menu.tsx";
import * as t from "../../lib/messages/index.ts";
import { type FindingsSearch, searchFields } from "./search-params.ts";

/** Takes away what the list shows: the same filter in the same order, whichever page of it is seen. */
export function FindingsExport({ search, total }: { search: FindingsSearch; total: number }) {
  if (total === 0) return null;
  const fields = searchFields({ ...search, group: "finding", view: undefined, cursor: undefined });
  return <ExportMenu button={t.exporting.open} label={t.exporting.label} search={fields} total={total} />;
}
