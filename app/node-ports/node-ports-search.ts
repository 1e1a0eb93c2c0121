import { z } from "zod";
import type { SearchValue } from "../../components/href.ts";
import { approvalFilters, type NodePortQuery } from "../../lib/domain/views/port-view.ts";
import { blank, text } from "../search-fields.ts";

/** What the register is asked for; "-" is what has no owner or namespace. */
export const nodePortsSearch = z.object({
  cluster: text,
  q: text,
  namespace: text,
  owner: text,
  approval: z.preprocess(blank, z.enum(approvalFilters, `must be one of ${approvalFilters.join(", ")}.`).optional()),
  forgotten: z.preprocess(blank, z.enum(["yes", "no"], "must be yes or no.").optional()),
});
export type NodePortsSearch = z.output<typeof nodePortsSearch>;

/** The query of the store for what the address says. */
export function registerQuery({ forgotten, ...search }: NodePortsSearch): NodePortQuery {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as NodePortQuery), ...(forgotten ? { forgotten: forgotten === "yes" } : {}) };
}

export function nodePortFields(search: NodePortsSearch): Record<string, SearchValue> {
  return { ...search };
}

/** True where something else than the whole register is asked for. */
export function isFiltered(search: NodePortsSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
