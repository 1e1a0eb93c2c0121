import type { FindingExport } from "../finding-export.ts";

export const jsonl: FindingExport = {
  mediaType: "application/jsonl; charset=utf-8",
  extension: "jsonl",
  begin: () => ({ head: "", line: (finding) => `${JSON.stringify(finding)}\n`, tail: () => "" }),
};
