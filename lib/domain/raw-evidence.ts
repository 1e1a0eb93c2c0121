import type { ImportedOpinion } from "./imported.ts";
import type { Inventory } from "./inventory.ts";
import type { Observation, Sweep } from "./observation.ts";
import type { BaselineInForce } from "./port-baseline.ts";
import type { PreviousScan } from "./previous-scan.ts";
import type { Coverage, ScanProblem, ScanProfile, ScanScope } from "./scan-report.ts";
import type { Subject } from "./subject.ts";
import type { Vantage } from "./vantage.ts";

/** The form of RawEvidence that is written now; another one is refused rather than guessed at. */
export const rawEvidenceFormat = 1;

/**
 * All that a scan judged by, as plain JSON: a later rule can judge it again. Credentials never are in it, because no
 * part of it ever is: an inventory holds none.
 */
export interface RawEvidence {
  format: typeof rawEvidenceFormat;
  /** Version of Breakwater that looked. */
  toolVersion: string;
  clusterUid: string;
  vantage: Vantage;
  profile: ScanProfile;
  /** RFC 3339. */
  startedAt: string;
  finishedAt: string;
  /** When it was judged: the clock that checks read. */
  now: string;
  authorizationProofs: boolean;
  metadataEndpoint: string | null;
  /** True when the scan was stopped before its end. */
  stopped: boolean;
  scope: ScanScope | null;
  alsoJudge: { checkId: string; subject: Subject }[];
  /** How many nodes there were and how many were looked at. */
  coverage: Coverage["nodes"];
  inventory: Inventory;
  /** Those of this scan, then what imports say of ports. */
  observations: Observation[];
  sweeps: Sweep[];
  problems: ScanProblem[];
  imported: ImportedOpinion[];
  previous: PreviousScan | null;
  /** The ports that were meant to be open then; absent in evidence of before there were any. */
  baseline?: BaselineInForce | null;
}
