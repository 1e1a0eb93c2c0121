import {
  placeOf,
  proposeBaseline,
  scopeOf,
  standBaseline,
  withEntries,
  writeBaseline,
  writeProposal,
} from "../../../lib/posture/index.ts";
import type { Standing } from "./read-standing.ts";

/** The proposal, and which of its entries are not expected already. */
export function proposalOf({ open, nodes, saved, standing }: Standing) {
  const proposal = proposeBaseline(open, nodes);
  const known = new Set(saved?.entries.map(scopeOf) ?? []);
  // What is drift decides, and not how it is written: a wider entry expects the same ports.
  const unexpected = Map.groupBy(
    standing.drift.map(({ port }) => port),
    ({ port, protocol }) => `${port}/${protocol}`,
  );
  const now = new Date();
  const fresh = proposal.entries.filter((entry) => {
    const open = unexpected.get(`${entry.ports}/${entry.protocol}`) ?? [];
    return !known.has(scopeOf(entry)) && standBaseline([entry], open, now).expected > 0;
  });
  return { ...proposal, fresh };
}

export interface Draft {
  text: string;
  /** How many entries of the proposal were added; "all" where the text is the proposal; null where it is what is saved. */
  added: number | "all" | null;
}

/** The text that the editor begins with: what is saved, with entries of the proposal where somebody chose some. */
export function draftText(standing: Standing, add: readonly string[] | undefined): Draft {
  const { cluster, saved } = standing;
  const proposal = proposalOf(standing);
  if (add?.includes("fresh") || (add && !saved)) {
    const chosen = add.some((key) => key === "fresh" || key === "all")
      ? proposal.entries
      : proposal.entries.filter((entry) => add.includes(placeOf(entry)));
    return { text: writeProposal(cluster.name, { ...proposal, entries: chosen }), added: "all" };
  }
  const none = { apiVersion: "breakwater.dev/v1", kind: "PortBaseline", cluster: cluster.name, expected: [] } as const;
  const text = saved?.yaml ?? writeBaseline({ ...none, expected: [] });
  if (!add) return { text, added: null };
  const entries = proposal.fresh.filter((entry) => add.includes("all") || add.includes(placeOf(entry)));
  return { text: withEntries(text, entries), added: entries.length };
}
