import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: "must be text.",
  number: "must be a number.",
  int: "must be a whole number.",
  boolean: "must be true or false.",
  array: "must be a list.",
  object: "must be an object with fields of its own.",
  File: "must be a file.",
};

const formats: Readonly<Record<string, string>> = {
  date: "must be a day like 2026-10-03.",
  datetime: "must be a time like 2026-10-03T23:59:59Z.",
  url: "must be an address like https://example.org.",
};

const misfit = "does not fit.";

function wrongKind(expected: string, input: unknown): string {
  if (input === undefined) return "is missing.";
  if (Array.isArray(input) && expected !== "object") return "may be given only once.";
  if (expected === "int" && typeof input !== "number") return "must be a number.";
  return kinds[expected] ?? misfit;
}

function tooSmall(origin: string, minimum: number | bigint, inclusive: boolean): string {
  const least = origin === "string" || origin === "array" || origin === "set";
  if (least && Number(minimum) === 1) return "must not be empty.";
  if (origin === "string") return `must be at least ${minimum} characters long.`;
  if (least) return `must have at least ${minimum} entries.`;
  return inclusive ? `must be ${minimum} or more.` : `must be more than ${minimum}.`;
}

function tooBig(origin: string, maximum: number | bigint, inclusive: boolean): string {
  if (origin === "string") return `must be at most ${maximum} characters long.`;
  if (origin === "array" || origin === "set") {
    return Number(maximum) === 1 ? "must have at most one entry." : `must have at most ${maximum} entries.`;
  }
  return inclusive ? `must be ${maximum} or less.` : `must be less than ${maximum}.`;
}

/** What a field of a request has to be, where its schema does not say it in words of its own. */
export function issueSentence(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return wrongKind(issue.expected, issue.input);
    case "too_small":
      return tooSmall(issue.origin, issue.minimum, issue.inclusive ?? true);
    case "too_big":
      return tooBig(issue.origin, issue.maximum, issue.inclusive ?? true);
    case "invalid_format":
      return formats[issue.format] ?? "is not written as it has to be.";
    case "invalid_value":
      if (issue.input === undefined) return "is missing.";
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}.`
        : `must be one of ${issue.values.join(", ")}.`;
    case "invalid_union":
      return issue.input === undefined ? "is missing." : "is of none of the forms that are known here.";
    default:
      return misfit;
  }
}
