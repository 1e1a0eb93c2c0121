import { randomBytes } from "node:crypto";

let lastMs = 0;
let sequence = 0;

/** Makes a UUID version 7 (RFC 9562): it sorts by the time it was made, inside one process strictly. */
export function newId(nowMs = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = randomBytes(2).readUInt16BE() & 0x7ff;
  } else {
    sequence += 1;
    // 12 bits of counter; a millisecond that ran out of them borrows the next one.
    if (sequence > 0xfff) {
      sequence = 0;
      lastMs += 1;
    }
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** When an id was made, RFC 3339; null for an id of another kind. */
export function timeOfId(id: string): string | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id)) return null;
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toISOString();
}

/** The smallest id that can be made after an instant: ids sort by the time they were made. */
export function idsAfter(ms: number): string {
  const hex = Math.max(0, Math.floor(ms) + 1)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
