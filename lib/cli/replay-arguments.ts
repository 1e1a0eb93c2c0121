import { parseArgs } from "node:util";
import { findCheck } from "../checks/index.ts";
import { AppError, messageOf } from "../domain/errors.ts";
import { oneOf } from "./scan-arguments.ts";

export const replayFormats = ["table", "json"] as const;

export interface ReplayArguments {
  help: boolean;
  cluster: string | undefined;
  since: Date | undefined;
  checks: string[] | undefined;
  format: (typeof replayFormats)[number];
  dryRun: boolean;
}

const options = {
  help: { type: "boolean", short: "h" },
  cluster: { type: "string" },
  since: { type: "string" },
  check: { type: "string", multiple: true },
  format: { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false, strict: true });
  } catch (error) {
    const sentence = messageOf(error).split(". ")[0];
    throw new AppError("invalid", `${sentence}. See: breakwater replay --help`, { cause: error });
  }
}

/** A day is its start in UTC. */
function readSince(text: string): Date {
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  const exists = Number.isFinite(time) && (text.length > 10 || new Date(time).toISOString().startsWith(text));
  if (exists) return new Date(time);
  throw new AppError(
    "invalid",
    `--since takes a day or an instant, 2026-11-01 or 2026-11-01T12:00:00Z; not "${text}".`,
  );
}

function readCheck(id: string): string {
  if (findCheck(id)) return id;
  throw new AppError(
    "invalid",
    `--check takes the id of a check, for example kubelet-readonly-port-open; not "${id}".`,
  );
}

/** Reads the words after `replay`. Throws AppError "invalid" that names the option and what it takes. */
export function parseReplayArguments(words: readonly string[]): ReplayArguments {
  const { values } = readWords(words);
  return {
    help: values.help ?? false,
    cluster: values.cluster,
    since: values.since === undefined ? undefined : readSince(values.since),
    checks: values.check?.map(readCheck),
    format: oneOf("--format", values.format ?? "table", replayFormats),
    dryRun: values["dry-run"] ?? false,
  };
}
