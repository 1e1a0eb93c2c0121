import { z } from "zod";
import type { SearchValue } from "../../components/href.ts";
import { protocols } from "../../lib/domain/port-state.ts";
import { vantageKinds } from "../../lib/domain/vantage.ts";
import { fleetPortSorts, portExpectations } from "../../lib/domain/views/port-view.ts";
import { portSections } from "../../lib/domain/well-known-ports.ts";
import { blank, cursor, text } from "../search-fields.ts";

const oneOf = <Word extends string>(words: readonly Word[]) =>
  z.preprocess(blank, z.enum(words, `must be one of ${words.join(", ")}.`).optional());

/** What the list of open ports is asked for. */
export const fleetPortsSearch = z.object({
  cluster: text,
  q: text,
  protocol: oneOf(protocols),
  section: oneOf(portSections),
  vantage: oneOf(vantageKinds),
  expectation: oneOf(portExpectations),
  sort: oneOf(fleetPortSorts),
  cursor,
});
export type FleetPortsSearch = z.output<typeof fleetPortsSearch>;

/** The filters for an address; the cursor belongs to no other list than the one it came from. */
export function fleetPortFields(search: FleetPortsSearch): Record<string, SearchValue> {
  const { cursor: _cursor, sort, ...filters } = search;
  return { ...filters, sort: sort === "worst" ? undefined : sort };
}

/** True where something else than the whole list is asked for. */
export function isFiltered(search: FleetPortsSearch): boolean {
  const { sort: _sort, ...filters } = fleetPortFields(search);
  return Object.values(filters).some((value) => value !== undefined);
}
