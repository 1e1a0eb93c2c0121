import { readFile, stat } from "node:fs/promises";
import { AppError, messageOf } from "../domain/errors.ts";
import type { BaselineInForce } from "../domain/port-baseline.ts";
import { parseBaseline } from "../posture/index.ts";

const mostBytes = 512_000;

/** The expected ports of a file, for one scan. Throws AppError "invalid" with the file, the line and what is possible. */
export async function readBaselineFile(file: string, now: Date): Promise<BaselineInForce> {
  const { text, at } = await readText(file);
  const { baseline, problems } = parseBaseline(text, { now });
  const wrong = problems.find(({ severity }) => severity === "error");
  if (!baseline || wrong)
    throw new AppError("invalid", `--baseline ${file}:${wrong?.line ?? 1}:${wrong?.column ?? 1}: ${wrong?.message}`);
  for (const { line, message } of problems) process.stderr.write(`${file}:${line}: ${message}\n`);
  return { version: 0, savedAt: at, savedBy: file, entries: baseline.expected };
}

async function readText(file: string): Promise<{ text: string; at: string }> {
  try {
    const { size, mtime } = await stat(file);
    if (size > mostBytes) throw new AppError("invalid", `it has over ${mostBytes} bytes.`);
    return { text: await readFile(file, "utf8"), at: mtime.toISOString() };
  } catch (error) {
    throw new AppError("invalid", `--baseline ${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
