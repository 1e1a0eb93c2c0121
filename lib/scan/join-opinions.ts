import type { Check, Judgement } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { ImportedOpinion } from "../domain/imported.ts";
import type { Subject } from "../domain/subject.ts";

/** What a tool saw earlier than this says little about today. */
const opinionDays = 30;

/**
 * Where Breakwater itself could not look, another tool's fail of the same setting on the same node is taken for one; its
 * pass never is. A check of what answers on the wire is not decided by what a file says, nor by a contradicted word.
 */
export function asOthersSaw(check: Check, subject: Subject, judgement: Judgement, evidence: Evidence): Judgement {
  if (judgement.verdict !== "unknown" || check.kind === "probe") return judgement;
  const since = evidence.now.getTime() - opinionDays * 86_400_000;
  const said = evidence.imported.filter(
    ({ checkId, node, at }) =>
      checkId === check.id &&
      node === (subject.node ?? null) &&
      Date.parse(at) > since &&
      Date.parse(at) <= evidence.now.getTime(),
  );
  const failed = newest(said.filter(({ verdict }) => verdict === "fail"));
  const passed = newest(said.filter(({ verdict }) => verdict === "pass"));
  if (!failed) return judgement;
  const words = `${failed.tool} ${failed.ruleId} says: ${failed.says}`;
  if (passed && (passed.tool !== failed.tool || passed.at > failed.at)) {
    const reason = `${judgement.reason} Other tools disagree: ${words} (${day(failed)}), ${passed.tool} ${passed.ruleId} passed it (${day(passed)}).`;
    return { ...judgement, reason };
  }
  return {
    ...judgement,
    verdict: "fail",
    severity: check.severity.base,
    reason: `${words}, seen ${day(failed)}. Breakwater itself could not look: ${judgement.reason}`,
    evidence: [...judgement.evidence.map((item) => ({ ...item, decisive: false })), itemOf(failed)],
  };
}

function newest(said: readonly ImportedOpinion[]): ImportedOpinion | undefined {
  return said.toSorted((a, b) => b.at.localeCompare(a.at))[0];
}

const day = ({ at }: ImportedOpinion) => at.slice(0, 10);

function itemOf({ tool, toolVersion, ruleId, title, says, at, node }: ImportedOpinion): Judgement["evidence"][number] {
  const sent = `${[tool, toolVersion].filter(Boolean).join(" ")} ${ruleId}${node ? ` on ${node}` : ""}: ${title}`;
  return { sent, received: says, at, vantage: null, decisive: true };
}
