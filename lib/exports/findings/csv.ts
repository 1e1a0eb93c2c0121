import { csvCell } from "../csv-cell.ts";
import type { FindingExport } from "../finding-export.ts";
import { tableOf } from "./columns.ts";

export const csv: FindingExport = {
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  begin({ columns }) {
    const { heads, cells } = tableOf(columns);
    return {
      head: `${heads.join(",")}\r\n`,
      line: (finding) => `${cells.map((cell) => csvCell(String(cell(finding) ?? ""))).join(",")}\r\n`,
      tail: () => "",
    };
  },
};
