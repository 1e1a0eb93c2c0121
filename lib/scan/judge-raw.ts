import type { Check } from "../domain/check.ts";
import { AppError } from "../domain/errors.ts";
import type { Evidence } from "../domain/evidence.ts";
import { type RawEvidence, rawEvidenceFormat } from "../domain/raw-evidence.ts";
import type { CheckResult, ScanProblem } from "../domain/scan-report.ts";
import { buildEvidence } from "../evidence/index.ts";
import { judgeEvidence } from "./judge-evidence.ts";

/** Look-ups over kept evidence. Throws AppError "invalid" for a form that this version does not read. */
export function evidenceOf(
  raw: Omit<RawEvidence, "startedAt" | "finishedAt" | "coverage">,
  now = new Date(raw.now),
): Evidence {
  if (raw.format !== rawEvidenceFormat) {
    throw new AppError("invalid", `This evidence is of form ${raw.format}; this version reads ${rawEvidenceFormat}.`);
  }
  const { inventory, observations, sweeps, problems, vantage, profile, authorizationProofs, stopped } = raw;
  const { previous, imported, metadataEndpoint, baseline = null } = raw;
  const seen = { inventory, observations, sweeps, problems, vantage, profile, authorizationProofs, stopped };
  return buildEvidence({ ...seen, now, previous, imported, metadataEndpoint, baseline });
}

/**
 * Judges kept evidence by these checks, exactly as the scan that saw it would have; no clock but the evidence's own
 * unless `now` is given. Throws AppError "invalid" for a form that this version does not read.
 */
export function judgeRaw(
  raw: RawEvidence,
  options: { checks: readonly Check[]; now?: Date },
): { results: CheckResult[]; problems: ScanProblem[] } {
  return judgeSeen(evidenceOf(raw, options.now), raw, options.checks);
}

/** The judging of a scan and of a replay. */
export function judgeSeen(
  evidence: Evidence,
  { clusterUid, alsoJudge, scope }: Pick<RawEvidence, "clusterUid" | "alsoJudge" | "scope">,
  checks: readonly Check[],
): { results: CheckResult[]; problems: ScanProblem[] } {
  return judgeEvidence(evidence, { checks, clusterUid, alsoJudge, ...(scope ? { scope } : {}) });
}
