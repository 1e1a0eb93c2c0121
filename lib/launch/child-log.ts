import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";

const rotateBytes = 5_000_000;

export interface ChildLog {
  path: string;
  attach(stream: Readable): void;
  /** The last lines, for the sentence that says why a child ended. */
  tail(): string[];
  close(): void;
}

/** Keeps a child's output in a file of its own and its last lines at hand. */
export function openChildLog(folder: string, name: string, echo?: (line: string) => void): ChildLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.log`);
  if (existsSync(path) && statSync(path).size > rotateBytes) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: "a", mode: 0o600 });
  const lines: string[] = [];
  return {
    path,
    attach(stream) {
      let rest = "";
      stream.on("data", (chunk: Buffer) => {
        file.write(chunk);
        const parts = (rest + chunk.toString("utf8")).split("\n");
        rest = (parts.pop() ?? "").slice(-4_000);
        for (const line of parts) {
          lines.push(line);
          echo?.(line);
        }
        if (lines.length > 12) lines.splice(0, lines.length - 12);
      });
    },
    tail: () => lines.filter((line) => line.trim() !== ""),
    close: () => file.end(),
  };
}
