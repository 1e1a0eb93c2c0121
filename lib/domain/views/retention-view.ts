import type { RetentionKind } from "../memory.ts";

/** Days that each kind is kept; null is for ever. */
export type RetentionDays = Record<RetentionKind, number | null>;

/** What a person sets for a cluster; "default" is what is set for all of them, for all of them what comes with the program. */
export type RetentionEdit = { clusterId: string } & Record<RetentionKind, number | null | "default">;

/** What is in force for one cluster; the first row, with the id "", is for all that have none of their own. */
export interface RetentionPolicyRow {
  clusterId: string;
  clusterName: string | null;
  days: RetentionDays;
  /** Kinds that are set here and not taken over. */
  own: RetentionKind[];
}

/** What would be deleted of one kind. */
export interface RetentionPreviewKind {
  kind: RetentionKind;
  rows: number;
  /** Bytes of these rows. */
  bytes: number;
  /** RFC 3339; null where nothing would be deleted. */
  oldest: string | null;
  newest: string | null;
  /** Those that rows belong to; what is kept once for several clusters belongs to none. */
  clusters: { id: string; name: string; rows: number }[];
  tables: { table: string; rows: number }[];
  /** Months that leave whole, at once, and their bytes with their indexes. */
  partitions: string[];
  partitionBytes: number;
}

export interface RetentionPreview {
  /** RFC 3339. */
  at: string;
  rows: number;
  bytes: number;
  kinds: RetentionPreviewKind[];
}

/** One time that retention was applied. */
export interface RetentionRunView {
  id: string;
  startedAt: string;
  /** Null while it runs, or when it broke off. */
  finishedAt: string | null;
  /** False when something is left for the next run. */
  done: boolean;
  rows: number;
  tables: { table: string; kind: RetentionKind; rows: number }[];
  partitions: string[];
  /** What could not be done, and why. */
  message: string | null;
}

/** One table of the database with its indexes; partitions of a table are added up. */
export interface TableSize {
  table: string;
  partitions: number;
  rows: number;
  tableBytes: number;
  indexBytes: number;
  /** Rows that were replaced or deleted and are not cleaned up yet. */
  deadRows: number;
  lastVacuumAt: string | null;
  lastAnalyzeAt: string | null;
  /** Bytes of index a row; far more than at other times is bloat. */
  indexBytesPerRow: number | null;
}

export interface DatabaseSize {
  bytes: number;
  tables: TableSize[];
  /** What is wrong, with what to do. */
  warnings: { table: string; message: string }[];
}
