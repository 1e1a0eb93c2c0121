import { z } from "zod";
import type { SearchValue } from "../../components/href.ts";
import { portStates, protocols } from "../../lib/domain/port-state.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import { blank, cursor, endOfDayOrInstant, port, text } from "../search-fields.ts";

export const shownStates = [...portStates, "any"] as const;

/** What the list of ports is asked for; open ones unless asked otherwise. */
export const exposuresSearch = z.object({
  cluster: text,
  section: z.preprocess(blank, z.enum(portSections, `must be one of ${portSections.join(", ")}.`).optional()),
  vantage: z.preprocess(blank, z.enum(vantageKinds, `must be one of ${vantageKinds.join(", ")}.`).optional()),
  state: z.preprocess(blank, z.enum(shownStates, `must be one of ${shownStates.join(", ")}.`).default("open")),
  port,
  protocol: z.preprocess(blank, z.enum(protocols, "must be TCP or UDP.").optional()),
  node: text,
  at: endOfDayOrInstant,
  cursor,
});
export type ExposuresSearch = z.output<typeof exposuresSearch>;

/** The filters for an address; the cursor belongs to no other list than the one it came from. */
export function exposureFields(search: ExposuresSearch): Record<string, SearchValue> {
  const { cursor: _cursor, state, ...filters } = search;
  return { ...filters, state: state === "open" ? undefined : state };
}

/** True where something else than the usual list is asked for. */
export function isFiltered(search: ExposuresSearch): boolean {
  const { at: _at, ...filters } = exposureFields(search);
  return Object.values(filters).some((value) => value !== undefined);
}
