import type { FindingChange } from "../../posture/index.ts";
import type { Transaction } from "../client.ts";
import { decideWithin } from "../triage/decide.ts";
import { coverFindings } from "./cover-findings.ts";
import { type JudgedMatch, judgeMatches } from "./judge-matches.ts";

export interface AcceptanceLook {
  clusterId: string;
  /** The one instant of what was seen, RFC 3339. */
  at: string;
}

/** What a person has to look at if nobody accepted it: it is new, or it came back. */
function cameOpen({ before, after }: FindingChange): boolean {
  return after.state === "open" && (before === null || before.state === "resolved");
}

async function idsOf(tx: Transaction, clusterId: string, changes: readonly FindingChange[]): Promise<string[]> {
  const fingerprints = changes.filter(cameOpen).map(({ after }) => after.fingerprint);
  if (fingerprints.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "Finding" where "clusterId" = ${clusterId} and "fingerprint" = any(${fingerprints}::text[])`;
  return rows.map(({ id }) => id);
}

/** Acceptances of chosen findings that cover none any more are void as a whole; the others go on for what comes. */
async function voidEmpty(tx: Transaction, at: string, voided: readonly { acceptanceId: string; why: string }[]) {
  for (const [id, of] of Map.groupBy(voided, ({ acceptanceId }) => acceptanceId)) {
    await tx.$executeRaw`
      update "Acceptance" set "state" = 'voided', "endedAt" = ${at}::timestamptz, "endedReason" = ${of.at(-1)?.why ?? null},
        "endedBy" = null, "version" = "version" + 1
      where "id" = ${id} and "state" = 'active' and "scope" = 'findings' and not exists (
        select from "AcceptanceMatch" m where m."acceptanceId" = ${id} and m."until" = 'infinity')`;
  }
}

/** Findings whose acceptance a condition ended are open again; each is judged on its own. Answers which. */
async function voidMatches(tx: Transaction, look: AcceptanceLook, judged: readonly JudgedMatch[]): Promise<string[]> {
  const voided = judged.flatMap(({ acceptanceId, findingId, ruling }) =>
    ruling.kind === "void" ? [{ acceptanceId, findingId, why: ruling.why }] : [],
  );
  if (voided.length === 0) return [];
  const decisions = voided.map(({ findingId, why }) => {
    return { findingId, decision: null, acceptanceId: null, message: why };
  });
  await decideWithin(tx, { ...look, by: null, actId: null }, decisions);
  await voidEmpty(tx, look.at, voided);
  return voided.map(({ findingId }) => findingId);
}

/**
 * Brings acceptances in step with what a look changed, in its transaction and after its findings and ports are written:
 * what came and is covered becomes accepted, and what a condition speaks against is open again. The caller writes the
 * trend.
 */
export async function applyAcceptances(
  tx: Transaction,
  { clusterId, at }: AcceptanceLook,
  changes: readonly FindingChange[],
): Promise<void> {
  const look = { clusterId, at };
  const voided = await voidMatches(tx, look, await judgeMatches(tx, clusterId, at));
  await coverFindings(tx, look, [...(await idsOf(tx, clusterId, changes)), ...voided]);
}
