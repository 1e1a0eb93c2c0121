import type { Reach, ReferencePort } from "../../lib/domain/port-reference/index.ts";
import type { Protocol } from "../../lib/domain/port-state.ts";

export interface PortSearch {
  q?: string | undefined;
  reach?: Reach | undefined;
  product?: string | undefined;
  protocol?: Protocol | undefined;
}

/** Products that an entry names: "kubeadm, k3s, RKE2 (default)" are three. */
export function productsOf({ product }: ReferencePort): string[] {
  return product
    .replaceAll(/\([^)]*\)/g, "")
    .split(/[,;/]/)
    .map((name) => name.trim())
    .filter((name) => /^[\p{Lu}\dk]/u.test(name) && name.split(" ").length <= 3);
}

/** Products of more than one entry, by name: what is worth choosing from. */
export function knownProducts(rows: readonly ReferencePort[]): string[] {
  const counted = new Map<string, number>();
  for (const name of rows.flatMap(productsOf)) counted.set(name, (counted.get(name) ?? 0) + 1);
  return [...counted]
    .filter(([, count]) => count > 1)
    .map(([name]) => name)
    .sort((a, b) => a.localeCompare(b, "en"));
}

function holds(row: ReferencePort, word: string): boolean {
  if (/^\d+$/.test(word)) return row.ports.some(([first, last]) => Number(word) >= first && Number(word) <= last);
  const text = [row.component, row.product, row.purpose, row.protocol, row.authentication, row.risk, ...row.checks];
  return text.join(" ").toLowerCase().includes(word);
}

/** Entries in which every word occurs; a number is the port itself, not a part of another one. */
export function searchPorts(
  rows: readonly ReferencePort[],
  { q = "", reach, product, protocol }: PortSearch,
): ReferencePort[] {
  const words = q.toLowerCase().replaceAll("/", " ").split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (!reach || row.reach.includes(reach)) &&
      (!product || productsOf(row).includes(product)) &&
      (!protocol || row.protocol === protocol) &&
      words.every((word) => holds(row, word)),
  );
}

/** "10250", "6060-6062", "8443, 9090". */
export function portNumbers({ ports }: ReferencePort): string {
  return ports.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}
