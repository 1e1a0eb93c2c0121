import type { Severity } from "../domain/severity.ts";

/** What a viewer of SARIF sorts by. */
export const sarifLevels: Record<Severity, "error" | "warning" | "note"> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** GitHub's numeric scale, which sorts code-scanning alerts. */
export const securitySeverity: Record<Severity, string> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.5",
};

export const sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json";
