import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "../domain/errors.ts";
import { secretKey } from "./secret-key.ts";

const version = "v1";
const algorithm = "aes-256-gcm";

/**
 * Seals a credential as "v1.<iv>.<tag>.<ciphertext>" with AES-256-GCM. `owner`, the id of the row that it belongs to, is
 * bound in as associated data, so that a sealed text copied into another row does not open.
 */
export function seal(secret: string, owner: string, key = secretKey()): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv);
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [version, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made; throws AppError "unavailable" when the key is another one or the text was altered. */
export function unseal(sealed: string, owner: string, key = secretKey()): string {
  const [found, iv, tag, text, ...rest] = sealed.split(".");
  if (found !== version || !iv || !tag || text === undefined || rest.length > 0) {
    throw new AppError("unavailable", "A stored credential has a format that this version does not know.");
  }
  try {
    const decipher = createDecipheriv(algorithm, key, Buffer.from(iv, "base64url"), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
  } catch (cause) {
    const message =
      "The stored credential cannot be opened: the secret key is not the one it was sealed with. " +
      "Set BREAKWATER_SECRET_KEY to the former key, or add the cluster's credential again.";
    throw new AppError("unavailable", message, { cause });
  }
}
