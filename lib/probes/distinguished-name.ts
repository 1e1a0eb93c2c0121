import { cleanText } from "./clean-text.ts";

const attributeNames: Record<string, string> = {
  "550403": "CN",
  "550405": "serialNumber",
  "550406": "C",
  "550407": "L",
  "550408": "ST",
  "55040a": "O",
  "55040b": "OU",
  "0992268993f22c640119": "DC",
};

/** Reads a DER Name as "O=system:nodes, CN=system:node:worker-1"; "unreadable name" when it is none. */
export function distinguishedName(der: Buffer): string {
  try {
    const parts = elements(element(der, 0).content).map((set) => {
      const [type, value] = elements(element(set.content, 0).content);
      if (!type || !value) throw new RangeError("attribute without a value");
      const name = attributeNames[type.content.toString("hex")] ?? "other";
      return `${name}=${textOf(value)}`;
    });
    return cleanText(parts.join(", "));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return "unreadable name";
  }
}

interface Element {
  tag: number;
  content: Buffer;
  end: number;
}

function element(der: Buffer, at: number): Element {
  const tag = der.readUInt8(at);
  const first = der.readUInt8(at + 1);
  const extra = first & 0x80 ? first & 0x7f : 0;
  if (extra > 4) throw new RangeError("length is too long");
  const length = extra === 0 ? first : der.readUIntBE(at + 2, extra);
  const start = at + 2 + extra;
  if (start + length > der.length) throw new RangeError("content is cut");
  return { tag, content: der.subarray(start, start + length), end: start + length };
}

function elements(der: Buffer): Element[] {
  const list: Element[] = [];
  for (let at = 0; at < der.length; at = list.at(-1)?.end ?? der.length) list.push(element(der, at));
  return list;
}

/** BMPString is UTF-16; every other string type that names use reads as UTF-8. */
function textOf(value: Element): string {
  if (value.tag !== 0x1e) return value.content.toString("utf8");
  return Buffer.from(value.content)
    .subarray(0, value.content.length & ~1)
    .swap16()
    .toString("utf16le");
}
