import { type ExportedFinding, printedRows } from "../../../lib/domain/finding-export.ts";
import type { FindingQuery } from "../../../lib/domain/views/finding-view.ts";
import { streamFindings } from "../../../lib/store/index.ts";

/** As many rows as a page holds, and how many there are, all of one instant. */
export async function readPrinted({ limit: _limit, cursor: _cursor, sort, ...filter }: FindingQuery) {
  const stream = await streamFindings(filter, { sort });
  try {
    const rows: ExportedFinding[] = [];
    while (rows.length < printedRows) {
      const read = await stream.next();
      if (read.length === 0) break;
      rows.push(...read);
    }
    const bySeverity: Record<string, number> = {};
    for (const { severity, count } of stream.counts) bySeverity[severity] = (bySeverity[severity] ?? 0) + count;
    return { rows: rows.slice(0, printedRows), total: stream.total, bySeverity };
  } finally {
    await stream.close();
  }
}
