import type { BaselineEntry } from "../port-baseline.ts";

/** One saved version of a cluster's expected ports. */
export interface BaselineVersion {
  version: number;
  /** The person's own text. */
  yaml: string;
  entries: BaselineEntry[];
  note: string;
  createdBy: string;
  createdAt: string;
}

export type BaselineVersionRow = Pick<BaselineVersion, "version" | "note" | "createdBy" | "createdAt"> & {
  entries: number;
};

/** A cluster on the page of expected ports. */
export interface BaselineRow {
  clusterId: string;
  clusterName: string;
  /** null where nobody saved any. */
  saved: (BaselineVersionRow & { notOpen: number; ending: number; ended: number }) | null;
  /** Open findings of the check that holds ports against it. */
  drift: number;
}
