import { z } from "zod";
import { href } from "../../../../../components/href.ts";
import { protocols } from "../../../../../lib/domain/port-state.ts";
import { instant } from "../../../../search-fields.ts";

/** Lengths of a range that are one click; "all" is everything that is kept. */
export const shownDays = ["7", "30", "90", "365", "all"] as const;
export type ShownDays = (typeof shownDays)[number];

export const portTimelineRequest = z.object({
  nodeId: z.string().min(1).max(100),
  port: z.string().min(1).max(20),
  protocol: z.enum(protocols, `must be one of ${protocols.join(", ")}.`).default("TCP"),
  days: z.enum(shownDays, `must be one of ${shownDays.join(", ")}.`).optional(),
  from: instant,
  to: instant,
});
export type PortTimelineRequest = z.output<typeof portTimelineRequest>;

const dayMs = 24 * 60 * 60 * 1000;

/** The range that is asked for; without one 90 days, "all" has no begin of its own. */
export function rangeOf(
  { days, from, to }: Pick<PortTimelineRequest, "days" | "from" | "to">,
  now: Date,
): { from?: string; to: string; days: ShownDays | null } {
  const end = to ?? now.toISOString();
  if (from) return { from, to: end, days: null };
  const shown = days ?? "90";
  if (shown === "all") return { to: end, days: shown };
  return { from: new Date(Date.parse(end) - Number(shown) * dayMs).toISOString(), to: end, days: shown };
}

export function timelineHref(of: Pick<PortTimelineRequest, "nodeId" | "port" | "protocol">, days?: ShownDays): string {
  const protocol = of.protocol === "TCP" ? null : of.protocol;
  return href(`/nodes/${of.nodeId}/ports/${of.port}`, { protocol, days: days === "90" ? null : days });
}
