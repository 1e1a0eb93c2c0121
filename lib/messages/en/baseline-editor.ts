import { count, number } from "./plural.ts";

const entries = (value: number) => count(value, "entry", "entries");

export const baselineEditor = {
  label: "Expected ports as YAML",
  problems: "What is wrong or odd in the text",
  error: "Error",
  warning: "Warning",
  at: (line: number, column: number) => `line ${number(line)}, column ${number(column)}`,
  clean: (value: number) => `${entries(value)}, nothing wrong.`,
  broken: (value: number) => `${count(value, "error")}: it cannot be saved like this.`,
  checking: "Reading the text …",
  preview: (value: number) =>
    value === 0
      ? "With this text every open port is expected."
      : `With this text ${count(value, "open port")} would be drift now.`,
  note: "What changed, and why",
  noteHint: "Stands in the history.",
  save: "Save as a new version",
  saved: (version: number) => `Version ${number(version)} is saved. The next scan judges by it.`,
  upload: "Read a file into the editor",
  uploadTooLarge: "The file has over 500 kB and was not read.",
  conflict: "Somebody saved another version meanwhile",
  conflictDetail: (version: number, by: string) =>
    `Version ${number(version)} by ${by}. Nothing was saved, and your text is still here. What differs, from theirs to yours:`,
  takeOver: "I have seen theirs: save mine over it",
  diffLabel: "Their text and yours",
  startFrom: "The text begins with the proposal. Nothing is saved yet.",
  added: (value: number) => `${entries(value)} of the proposal added. Nothing is saved yet.`,
  discard: "Back to what is saved",
  restore: "Restore",
  restored: (version: number, from: number) => `The text of version ${number(from)} is version ${number(version)} now.`,
  versionOf: (version: number) => `version ${number(version)}`,
} as const;
