import type { FindingColumn } from "../../domain/preferences.ts";
import { severities } from "../../domain/severity.ts";
import { type ExportAbout, type FindingExport, findingLink } from "../finding-export.ts";
import { fenced, markdownCell } from "../markdown-text.ts";
import { chosenCells } from "./columns.ts";

const usual: readonly FindingColumn[] = ["severity", "finding", "cluster", "node", "port", "vantage", "result"];

function heading({ total, counts, filter, madeAt }: ExportAbout): string {
  const sum = (severity: string) =>
    counts.reduce((all, count) => all + (count.severity === severity ? count.count : 0), 0);
  const each = severities.map((severity) => `${sum(severity)} ${severity}`).join(", ");
  return [
    `# Findings: ${total}`,
    `**${total} findings** (${each}), as of ${madeAt}.`,
    ...(filter === "" ? [] : ["Filter:", fenced(filter)]),
  ].join("\n\n");
}

/** A table, each finding a link to its page. */
export const markdown: FindingExport = {
  mediaType: "text/markdown; charset=utf-8",
  extension: "md",
  begin(about) {
    const columns = about.columns ?? usual;
    const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
    const head = `${heading(about)}\n\n${row(columns)}${row(columns.map(() => "---"))}`;
    return {
      head,
      line: (finding) =>
        row(
          columns.map((column) => {
            const text = markdownCell(String(chosenCells[column](finding) ?? ""));
            return column === "finding"
              ? `[${text || finding.checkId}](${findingLink(about.origin, finding.id)})`
              : text;
          }),
        ),
      tail: () => "",
    };
  },
};
