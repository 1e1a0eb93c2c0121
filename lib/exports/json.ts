import { defineExport } from "./define-export.ts";

export const json = defineExport({
  id: "json",
  title: "JSON report, schema version 1",
  mediaType: "application/json",
  extension: "json",
  render: (report) => `${JSON.stringify(report, null, 2)}\n`,
});
