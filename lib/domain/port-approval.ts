/** What an annotation `breakwater.dev/…-approved` and its `-until` say, as they stand on the object. */
export interface PortApproval {
  value: string;
  until: string | null;
}

export type ApprovalState = "approved" | "expired" | "unreadable" | "none";

/** How an approval stands at an instant; `by` and `because` are null where it names none. */
export interface ApprovalStanding {
  state: ApprovalState;
  by: string | null;
  because: string | null;
  /** UTC day, or what stands in its place. */
  until: string | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const nothing: ApprovalStanding = { state: "none", by: null, because: null, until: null };

/** Reads "OWNER: REASON"; it holds to the end of its last day, UTC. See decision 8. */
export function readApproval(approval: PortApproval | null | undefined, now: Date): ApprovalStanding {
  const value = approval?.value.trim();
  if (!value) return nothing;
  const until = approval?.until?.trim() ?? null;
  const [, owner, why] = /^([^:]+):\s*(.+)$/s.exec(value) ?? [];
  const by = owner?.trim();
  const because = why?.trim();
  if (!by || !because) return { ...nothing, state: "unreadable", because: value, until };
  if (until === null) return { state: "approved", by, because, until };
  const end = day.test(until) ? Date.parse(`${until}T23:59:59.999Z`) : Number.NaN;
  if (Number.isNaN(end)) return { state: "unreadable", by, because, until };
  return { state: end < now.getTime() ? "expired" : "approved", by, because, until };
}
