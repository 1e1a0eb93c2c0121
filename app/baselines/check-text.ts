import type { BaselineProblem } from "../../lib/domain/port-baseline.ts";
import { type ParsedBaseline, parseBaseline, standBaseline } from "../../lib/posture/index.ts";
import { getCluster, readOpenPorts } from "../../lib/store/index.ts";

export interface CheckedText {
  problems: BaselineProblem[];
  entries: number | null;
  /** Open ports that would be drift now with this text; null where it cannot be read. */
  drift: number | null;
}

/** Reads a text for a cluster, whose nodes tell which entries can never match. */
export async function parseFor(clusterId: string, yaml: string, now = new Date()) {
  const [{ name }, ports] = await Promise.all([getCluster(clusterId), readOpenPorts(clusterId)]);
  const parsed: ParsedBaseline = parseBaseline(yaml, { now, cluster: name, nodes: ports.nodes });
  return { ...parsed, ...ports, cluster: name };
}

/** What is wrong in a text, and what would be drift with it by the rule that the check judges by. */
export async function checkText(clusterId: string, yaml: string): Promise<CheckedText> {
  const now = new Date();
  const { baseline, problems, open } = await parseFor(clusterId, yaml, now);
  const drift = baseline && standBaseline(baseline.expected, open, now).drift.length;
  return { problems, entries: baseline?.expected.length ?? null, drift };
}
