import type { EvidenceItem } from "../../domain/check.ts";
import { AppError } from "../../domain/errors.ts";
import { severityRank } from "../../domain/severity.ts";
import {
  type NodeComparison,
  type NodeDifference,
  nodeDifferenceKinds,
  nodeParts,
} from "../../domain/views/compare-view.ts";
import type { NodeDetail, NodeRow } from "../../domain/views/node-view.ts";
import { type ComparedNode, compareNodes as compareInMemory, type NodeJudgement } from "../../posture/index.ts";
import { query } from "../client.ts";
import { fromJson } from "../column-values.ts";
import { getNode } from "../nodes.ts";
import { portRanges } from "../port-ranges.ts";

type Items = Omit<EvidenceItem, "at">[];

async function readJudgements(nodeId: string): Promise<NodeJudgement[]> {
  const rows = await query((database) => database.judgement.findMany({ where: { nodeId, endedAt: null } }));
  const hashes = [...new Set(rows.map(({ evidenceHash }) => evidenceHash))].filter(Boolean);
  const kept = await query((database) => database.evidence.findMany({ where: { hash: { in: hashes } } }));
  const byHash = new Map(kept.map(({ hash, items }) => [hash, fromJson<Items>(items)]));
  return rows.map(({ checkId, verdict, severity, headline, reason, subject, evidenceHash }) => ({
    ...{ checkId, headline, reason },
    verdict: verdict as NodeJudgement["verdict"],
    severity: severity as NodeJudgement["severity"],
    subject: fromJson<NodeJudgement["subject"]>(subject),
    evidence: evidenceHash === "" ? [] : (byHash.get(evidenceHash) ?? null),
  }));
}

async function loadNode(id: string): Promise<{ node: NodeDetail; compared: ComparedNode }> {
  const [node, judgements] = await Promise.all([getNode(id), readJudgements(id)]);
  const { name, observations, sweeps, settings } = node;
  const ranges = sweeps.map(({ protocol, ports }) => ({ protocol, ranges: portRanges(ports) }));
  const looked: ComparedNode["looked"] = (port, protocol) =>
    observations.some((seen) => seen.port === port && seen.protocol === protocol && seen.state !== null) ||
    ranges.some(
      (sweep) => sweep.protocol === protocol && sweep.ranges.some(([from, to]) => from <= port && port <= to),
    );
  return { node, compared: { name, judgements, observations, sweeps, settings, looked } };
}

function rowOf(node: NodeDetail): NodeRow {
  const {
    settings: _settings,
    owners: _owners,
    observations: _seen,
    sweeps: _sweeps,
    kubeletConfig: _config,
    ...row
  } = node;
  const { osImage: _image, firstSeenAt: _first, lastScanId: _scan, ...rest } = row;
  return rest;
}

function inOrder(a: NodeDifference, b: NodeDifference): number {
  const rank = ({ kind, part, severity }: NodeDifference) =>
    nodeParts.indexOf(part) * 1000 + nodeDifferenceKinds.indexOf(kind) * 100 + (severity ? severityRank(severity) : 9);
  return rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}

/**
 * Compares two nodes of any clusters as they are now: verdicts by check and port, ports that answer, effective settings.
 * AppError "not-found" for an id that no node has.
 */
export async function compareNodes(a: string, b: string): Promise<NodeComparison> {
  if (a === b) throw new AppError("invalid", "This is the same node twice; choose another beside it.");
  const [first, second] = await Promise.all([loadNode(a), loadNode(b)]);
  const differences = compareInMemory(first.compared, second.compared).sort(inOrder);
  const count = (part: string, kind: string) =>
    differences.filter((difference) => difference.part === part && difference.kind === kind).length;
  const counts = Object.fromEntries(
    nodeParts.map((part) => [part, Object.fromEntries(nodeDifferenceKinds.map((kind) => [kind, count(part, kind)]))]),
  ) as NodeComparison["counts"];
  return { a: rowOf(first.node), b: rowOf(second.node), counts, differences };
}
