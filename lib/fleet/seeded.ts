import { createHash } from "node:crypto";

/** Everything that looks random in a fleet comes from here: the same seed and the same words give the same value. */
export class Seed {
  readonly #seed: number;
  constructor(seed: number) {
    this.#seed = seed;
  }

  #digest(words: readonly string[]): string {
    return createHash("sha256")
      .update(`${this.#seed}\n${words.join("\n")}`)
      .digest("hex");
  }

  /** A version 4 UUID. */
  uuid(...words: string[]): string {
    const hex = this.#digest(["uuid", ...words]);
    const variant = "89ab"[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? "8";
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** Lower-case hexadecimal, at most 64 characters. */
  hex(length: number, ...words: string[]): string {
    return this.#digest(["hex", ...words]).slice(0, length);
  }

  /** The letters that Kubernetes puts behind generated names. */
  suffix(length: number, ...words: string[]): string {
    const letters = "bcdfghjklmnpqrstvwxz2456789";
    const hex = this.#digest(["suffix", ...words]);
    let out = "";
    for (let i = 0; i < length; i++) out += letters[Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16) % letters.length];
    return out;
  }

  /** A whole number from 0 up to, not including, `below`. */
  number(below: number, ...words: string[]): number {
    return Number.parseInt(this.#digest(["number", ...words]).slice(0, 8), 16) % below;
  }

  /** 64-bit unsigned number as decimal text, as etcd writes member ids. */
  id64(...words: string[]): string {
    return BigInt(`0x${this.#digest(["id64", ...words]).slice(0, 16)}`).toString();
  }
}
