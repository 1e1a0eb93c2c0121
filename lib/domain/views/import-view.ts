import type { ImportFormat } from "../imported.ts";
import type { Vantage } from "../vantage.ts";

/** One imported file, as the list of imports shows it. */
export interface ImportRow {
  id: string;
  clusterId: string;
  clusterName: string;
  format: ImportFormat;
  fileName: string;
  tool: string;
  toolVersion: string | null;
  /** When the tool looked. */
  at: string;
  importedAt: string;
  /** Where the tool stood; null where the file tells of no port. */
  vantage: Vantage | null;
  opinions: number;
  observations: number;
  nodeReports: number;
  left: { what: string; why: string }[];
}
