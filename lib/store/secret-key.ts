import { createHash, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "../domain/errors.ts";

const rule = "It must be 32 bytes in hex or base64, or a passphrase of at least 32 characters.";

/** Reads a key of 32 bytes from its text; a passphrase is hashed to that length. */
export function parseSecretKey(text: string, source = "BREAKWATER_SECRET_KEY"): Buffer {
  const value = text.trim();
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, "hex");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) return Buffer.from(value, "base64");
  if (value.length >= 32) return createHash("sha256").update(value).digest();
  throw new AppError("invalid", `${source} cannot be used as a secret key. ${rule}`);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function readKeyFile(file: string): Buffer | null {
  try {
    return parseSecretKey(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (isMissing(error)) return null;
    throw new AppError("unavailable", `The secret key in ${file} cannot be read.`, { cause: error });
  }
}

/** Writes beside and links, so that of two processes that start at once one wins and both read the same whole key. */
function createKeyFile(folder: string, file: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    linkSync(draft, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
    throw new AppError("unavailable", `The secret key cannot be written to ${file}.`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Returns the key that credentials are sealed with: BREAKWATER_SECRET_KEY, else one made once in the data folder. */
export function secretKey(environment: Record<string, string | undefined> = process.env): Buffer {
  if (environment.BREAKWATER_SECRET_KEY) return parseSecretKey(environment.BREAKWATER_SECRET_KEY);
  const folder = resolve(/* turbopackIgnore: true */ environment.BREAKWATER_DATA_DIR ?? ".breakwater");
  const file = join(folder, "secret-key");
  const found = readKeyFile(file);
  if (found) return found;
  createKeyFile(folder, file);
  const made = readKeyFile(file);
  if (!made) throw new AppError("unavailable", `The secret key in ${file} cannot be read.`);
  return made;
}
