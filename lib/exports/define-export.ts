import type { ScanReport } from "../domain/scan-report.ts";

/** A way of writing a scan report. One file and one line in index.ts. */
export interface Export {
  /** What `--format` takes; equal to the file name. */
  id: string;
  title: string;
  mediaType: string;
  extension: string;
  /** Pure: the same report gives the same text. */
  render(report: ScanReport): string;
}

export function defineExport(definition: Export): Export {
  return definition;
}
