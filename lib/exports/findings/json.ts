import type { FindingExport } from "../finding-export.ts";

/** One array, a finding a line. */
export const json: FindingExport = {
  mediaType: "application/json; charset=utf-8",
  extension: "json",
  begin() {
    let before = "";
    return {
      head: "[\n",
      line(finding) {
        const written = `${before}${JSON.stringify(finding)}`;
        before = ",\n";
        return written;
      },
      tail: () => (before === "" ? "]\n" : "\n]\n"),
    };
  },
};
