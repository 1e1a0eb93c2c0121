import { AppError } from "../domain/errors.ts";
import { lineAt } from "./read-json.ts";

/** Bytes of one file. */
export const importLimitBytes = 64 * 1024 * 1024;

const refuse = (line: number, reason: string) => new AppError("invalid", `Line ${line} of the file: ${reason}.`);

/** AppError "invalid" for a file that is too large; `bytes` may be what its sender says before a byte is read. */
export function assertImportSize(bytes: number): void {
  if (bytes <= importLimitBytes) return;
  const limit = importLimitBytes / 1024 / 1024;
  const size = Math.round(bytes / 1024 / 1024);
  throw refuse(1, `it was not read, for it has ${size} MiB; up to ${limit} MiB are taken. Import it in parts`);
}

const packed: [start: readonly number[], what: string][] = [
  [[0x1f, 0x8b], "gzip"],
  [[0x50, 0x4b, 0x03, 0x04], "zip"],
  [[0x28, 0xb5, 0x2f, 0xfd], "zstd"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz"],
];

/** Text of an uploaded file. AppError "invalid" with line and reason for what is no UTF-8 text. */
export function decodeFile(bytes: Uint8Array): string {
  assertImportSize(bytes.length);
  const archive = packed.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (archive) throw refuse(1, `it is packed with ${archive[1]}; unpack it first`);
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const looksWide = bytes.length > 3 && (bytes[1] === 0 || bytes[0] === 0) && bytes[2] !== 0;
  if (isWide || looksWide)
    throw refuse(1, "it is UTF-16; save it as UTF-8 (in PowerShell: Out-File -Encoding utf8 instead of >)");
  const zero = bytes.indexOf(0);
  if (zero !== -1) throw refuse(lineOfByte(bytes, zero), "a zero byte stands in it: it is no text");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const lenient = new TextDecoder("utf-8").decode(bytes);
    throw refuse(lineAt(lenient, lenient.indexOf("\uFFFD")), "bytes stand in it that are no UTF-8");
  }
}

function lineOfByte(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}
