/** True where an address lies in a CIDR of its own family. */
export function isInside(address: string, cidr: string): boolean {
  const [network = "", length] = cidr.split("/");
  const [a, b] = [bitsOf(address), bitsOf(network)];
  if (a === null || b === null || a.length !== b.length) return false;
  const prefix = length === undefined ? a.length : Number(length);
  return Number.isInteger(prefix) && a.slice(0, prefix) === b.slice(0, prefix);
}

function bitsOf(address: string): string | null {
  if (!address.includes(":")) {
    const parts = address.split(".").map(Number);
    const isV4 = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
    return isV4 ? parts.map((part) => part.toString(2).padStart(8, "0")).join("") : null;
  }
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  if (missing < 0) return null;
  const all = [...groups(head), ...Array.from({ length: missing }, () => "0"), ...groups(tail ?? "")];
  if (all.length !== 8 || !all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}
