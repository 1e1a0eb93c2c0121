import type { FindingGroup } from "../../lib/domain/views/finding-view.ts";
import type { RecheckScope } from "../../lib/domain/views/recheck-group-view.ts";
import type { SearchValue } from "../href.ts";
import type { ListedFinding } from "./listed-finding.ts";

/** A group as the list shows it. */
export interface ListedGroup extends Pick<FindingGroup, "worst" | "count" | "counts" | "oldestFailingSince"> {
  /** Unlike that of any other group. */
  key: string;
  title: string;
  /** Of a node's group. */
  clusterName: string | null;
  /** Nodes that it concerns, of a check's group. */
  nodes: number | null;
  /** Fields of the address, beside those of the page, that ask for its findings alone. */
  fields: Record<string, SearchValue>;
  /** What a re-check of the whole group looks at; null where there is nothing to look at again. */
  scope: RecheckScope | null;
}

/** A row of a list of groups that is no finding. */
export type GroupEntry =
  | { kind: "group"; key: string; group: ListedGroup; isOpen: boolean }
  /** What stands under the loaded findings of a group: that more are read, that they could not be, or how many are left. */
  | { kind: "rest"; key: string; group: ListedGroup; reading: boolean; broken: string | null; left: number };

/** A row of the table. */
export type ListEntry = { kind: "finding"; key: string; finding: ListedFinding; inside: boolean } | GroupEntry;

/** Where a row stands, and what it counts time from. */
export interface RowPlace {
  index: number;
  /** Columns of the table. */
  width: number;
  now: number;
}

export interface HeadLink {
  href: string;
  sorted?: "ascending" | "descending" | undefined;
}
