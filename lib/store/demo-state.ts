import { query } from "./client.ts";
import { iso } from "./column-values.ts";

/** Row of the demo as a whole. */
const whole = "";

export interface DemoState {
  /** When somebody removed the demo's data; null while it may be there. RFC 3339. */
  removedAt: string | null;
  /** Of each demo cluster by id, how far its past is. */
  pasts: Map<string, "begun" | "made">;
}

export async function readDemoState(): Promise<DemoState> {
  const rows = await query((database) => database.demoState.findMany());
  const removed = rows.find(({ clusterId, state }) => clusterId === whole && state === "removed");
  const pasts = rows.flatMap(({ clusterId, state }) =>
    clusterId !== whole && (state === "begun" || state === "made") ? [[clusterId, state] as const] : [],
  );
  return { removedAt: removed ? iso(removed.at) : null, pasts: new Map(pasts) };
}

async function write(clusterId: string, state: "begun" | "made" | "removed"): Promise<void> {
  const row = { state, at: new Date() };
  await query((database) =>
    database.demoState.upsert({ where: { clusterId }, create: { clusterId, ...row }, update: row }),
  );
}

/** Remembers how far the past of a demo cluster is, so that a start that was ended in the middle is told from a whole one. */
export async function markDemoPast(clusterId: string, state: "begun" | "made"): Promise<void> {
  await write(clusterId, state);
}

/** Lets the next start of the demo bring its data back. */
export async function forgetDemoRemoval(): Promise<void> {
  await query((database) => database.demoState.deleteMany({ where: { clusterId: whole } }));
}

/** Remembers that somebody removed the demo's data, so that its next start does not bring it back unasked. */
export async function markDemoRemoved(): Promise<void> {
  await write(whole, "removed");
}
