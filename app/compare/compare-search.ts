import { z } from "zod";
import { href } from "../../components/href.ts";
import { changeKinds } from "../../lib/domain/finding-state.ts";
import { nodeDifferenceKinds, nodeParts } from "../../lib/domain/views/compare-view.ts";

const blank = (value: unknown) => (value === "" ? undefined : value);
const text = (most: number) => z.preprocess(blank, z.string().trim().max(most).optional());
const kinds = [
  ...changeKinds,
  ...nodeDifferenceKinds.filter((kind) => kind !== "same" && kind !== "not-comparable"),
] as const;

export const ways = ["scans", "dates", "nodes"] as const;
export type Way = (typeof ways)[number];

/** What the address of the comparison may say; everything that it shows is in it. */
export const compareSearch = z.object({
  a: text(100),
  b: text(100),
  cluster: text(100),
  from: text(40),
  to: text(40),
  nodeA: text(400),
  nodeB: text(400),
  /** Which pickers are shown where nothing is chosen yet. */
  by: z.preprocess(blank, z.enum(ways, `must be one of ${ways.join(", ")}.`).optional()),
  part: z.preprocess(blank, z.enum(nodeParts, `must be one of ${nodeParts.join(", ")}.`).default("results")),
  kind: z.preprocess(blank, z.enum(kinds, `must be one of ${kinds.join(", ")}.`).optional()),
  /** The row that is open. */
  open: text(600),
  cursor: text(1000),
});
export type CompareSearch = z.output<typeof compareSearch>;

/** Which of the three it is, from what was chosen. */
export function wayOf({ by, a, b, from, to, nodeA, nodeB }: CompareSearch): Way {
  if (nodeA || nodeB) return "nodes";
  if (from || to) return "dates";
  return a || b ? "scans" : (by ?? "scans");
}

/** The address of the same comparison with something else; a page and an open row belong to what was shown before. */
export function addressOf(search: CompareSearch, change: Partial<CompareSearch> = {}): string {
  const { cursor: _cursor, open: _open, ...rest } = search;
  const next = { ...rest, ...change };
  return href("/compare", { ...next, part: next.part === "results" ? undefined : next.part });
}

/** The two sides the other way round. */
export function swapped(search: CompareSearch): string {
  const { a, b, from, to, nodeA, nodeB } = search;
  return addressOf(search, { a: b, b: a, from: to, to: from, nodeA: nodeB, nodeB: nodeA, kind: undefined });
}
