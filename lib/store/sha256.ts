import { hash } from "node:crypto";

/** SHA-256 of a text in one call, which is twice as fast for short texts as a hash object. */
export function sha256(text: string, encoding: "hex" | "base64url"): string {
  return hash("sha256", text, encoding);
}
