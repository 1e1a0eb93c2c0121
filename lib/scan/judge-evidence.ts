import type { Beside } from "../domain/beside.ts";
import type { Check, Judgement } from "../domain/check.ts";
import { messageOf } from "../domain/errors.ts";
import type { Evidence } from "../domain/evidence.ts";
import { isControlPlane, nodeAddresses, primaryAddress } from "../domain/inventory.ts";
import type { Remediation, RemediationContext } from "../domain/remediation.ts";
import type { CheckResult, ResumedScan, ScanProblem, ScanScope } from "../domain/scan-report.ts";
import type { EffectiveSetting, SettingReading } from "../domain/setting.ts";
import type { Subject } from "../domain/subject.ts";
import { fingerprint } from "../posture/index.ts";
import { besideOf } from "./beside.ts";
import { asOthersSaw } from "./join-opinions.ts";
import { settingNode } from "./setting-node.ts";

export interface JudgeOptions {
  checks: readonly Check[];
  clusterUid: string;
  scope?: ScanScope;
  /** Subjects of findings that are still open: judged again even when nothing lists them any more. */
  alsoJudge: readonly { checkId: string; subject: Subject }[];
}

/** Applies every check to every subject. A check that throws is a defect: its answer is unknown, the scan goes on. */
export function judgeEvidence(
  evidence: Evidence,
  options: JudgeOptions,
): { results: CheckResult[]; problems: ScanProblem[] } {
  const problems: ScanProblem[] = [];
  const results: CheckResult[] = [];
  for (const check of options.checks) {
    if (options.scope?.checks && !options.scope.checks.includes(check.id)) continue;
    for (const subject of subjectsOf(check, evidence, options, problems)) {
      const judgement = judgeOne(check, subject, evidence, problems, options.scope?.resumes);
      results.push(resultOf(check, subject, judgement, evidence, options.clusterUid, problems));
    }
  }
  const unique = new Map(results.map((result) => [result.fingerprint, result]));
  return { results: [...unique.values()], problems };
}

/** A node that was renamed is the same by its uid; what was known of it is judged under the name it has now. */
function asNamedToday(subject: Subject, evidence: Evidence): Subject {
  if (subject.kind !== "Node") return subject;
  const node = evidence.inventory.nodes.find(({ uid }) => uid === subject.uid);
  return node && node.name !== subject.name ? { ...subject, name: node.name, node: node.name } : subject;
}

function subjectsOf(check: Check, evidence: Evidence, options: JudgeOptions, problems: ScanProblem[]): Subject[] {
  const asked = options.alsoJudge
    .filter((entry) => entry.checkId === check.id)
    .map((entry) => asNamedToday(entry.subject, evidence));
  if (options.scope?.checks && asked.length > 0) return asked;
  try {
    const wanted = options.scope?.nodes;
    const found = check
      .subjects(evidence)
      .filter((subject) => !wanted || (subject.node && wanted.includes(subject.node)));
    const known = new Set(found.map(subjectKey));
    return [...found, ...asked.filter((subject) => !known.has(subjectKey(subject)))];
  } catch (error) {
    problems.push({ where: `check ${check.id}`, message: `Could not list what to judge: ${messageOf(error)}` });
    return asked;
  }
}

/** Why a subject was not come to: an earlier scan had looked at it, or the scan was stopped before. */
function whyNotComeTo({ node }: Subject, resumes: ResumedScan | undefined): string {
  if (resumes && node !== undefined && resumes.nodes.includes(node))
    return `Scan ${resumes.scanId}, which this one resumes, looked at ${node}: what it found stands.`;
  if (resumes && node === undefined)
    return `This scan and scan ${resumes.scanId}, which it resumes, each looked at some nodes. Scan again to know.`;
  return `The scan was stopped before it had looked at ${node ?? "every node"}. Scan again to know.`;
}

function judgeOne(
  check: Check,
  subject: Subject,
  evidence: Evidence,
  problems: ScanProblem[],
  resumes: ResumedScan | undefined,
): Judgement {
  if (check.kind !== "config" && wasNotComeTo(subject, evidence)) {
    return { verdict: "unknown", reason: whyNotComeTo(subject, resumes), evidence: [] };
  }
  try {
    const own = check.judge(subject, evidence);
    const judgement = doubtWithoutWire(check, subject, asOthersSaw(check, subject, own, evidence), evidence);
    return sayWhoAnswered(check, subject, judgement, evidence);
  } catch (error) {
    const message = `The check itself broke: ${messageOf(error)}`;
    problems.push({ where: `check ${check.id} on ${subject.name}`, message });
    return { verdict: "unknown", reason: message, evidence: [] };
  }
}

/** In a stopped scan: a node that was not finished, or a subject that lies on every node. */
function wasNotComeTo(subject: Subject, evidence: Evidence): boolean {
  if (!evidence.stopped) return false;
  const finished = new Set(evidence.sweeps.map((sweep) => sweep.node));
  if (subject.node !== undefined) return !finished.has(subject.node);
  return evidence.inventory.nodes.some((node) => !finished.has(node.name));
}

/**
 * A configuration may pass a check of what answers on the wire where the wire was looked at and stayed silent. Where
 * the probe broke, or the node cannot be reached at all, it says what is intended, not what is there.
 */
function doubtWithoutWire(check: Check, subject: Subject, judgement: Judgement, evidence: Evidence): Judgement {
  const { node, port } = subject;
  if (judgement.verdict !== "pass" || check.kind === "config" || node === undefined) return judgement;
  const decisive = judgement.evidence.filter((item) => item.decisive);
  if (decisive.length === 0 || decisive.some((item) => item.vantage !== null)) return judgement;
  const state = port === undefined ? null : evidence.stateOf(node, port);
  if (evidence.reachable(node) && state !== "failed" && state !== "not-looked") return judgement;
  const why = evidence.reachable(node) ? `${port} could not be looked at` : `${node} could not be reached`;
  return {
    ...judgement,
    verdict: "unknown",
    reason: `${why}, so only the configuration is known. ${judgement.reason}`,
  };
}

/** What seemed open on such an address is of no known state, so the answer is unknown already: this says why. */
function sayWhoAnswered(check: Check, subject: Subject, judgement: Judgement, evidence: Evidence): Judgement {
  const { node, port, protocol } = subject;
  if (judgement.verdict !== "unknown" || check.kind === "config" || node === undefined) return judgement;
  const sweep = evidence.sweeps.find((one) => one.node === node && one.answersEverything);
  const state = port === undefined ? "not-looked" : evidence.stateOf(node, port, protocol);
  if (!sweep || protocol === "UDP" || (state !== "failed" && state !== "not-looked")) return judgement;
  const reason = `${sweep.address} answers on every port from ${sweep.vantage.name}, so what is open there is not known; scan from a vantage with nothing in between.`;
  return { ...judgement, reason };
}

function subjectKey(subject: Subject): string {
  return `${subject.kind} ${subject.uid} ${subject.port ?? ""} ${subject.protocol ?? ""}`;
}

function resultOf(
  check: Check,
  subject: Subject,
  judgement: Judgement,
  evidence: Evidence,
  clusterUid: string,
  problems: ScanProblem[],
): CheckResult {
  const where = `check ${check.id} on ${subject.name}`;
  const beside = orProblem<Beside>(() => besideOf(check, subject, judgement.verdict, evidence), {}, where, problems);
  const context = { ...contextOf(check, subject, evidence, judgement.values ?? {}), current: currentValues(beside) };
  return {
    checkId: check.id,
    component: check.component,
    verdict: judgement.verdict,
    severity: judgement.severity ?? check.severity.base,
    subject,
    vantage: judgement.vantage ?? evidence.vantage,
    title: check.title,
    headline: judgement.verdict === "fail" ? check.headline(subject) : check.title,
    reason: judgement.reason,
    evidence: judgement.evidence,
    remediation: orProblem(() => check.remediate(context), withoutText(context), where, problems),
    context,
    references: check.references,
    fingerprint: fingerprint({ clusterUid, subject, checkId: check.id }),
    ...(Object.keys(beside).length > 0 ? { beside } : {}),
  };
}

/** A text that could not be made is a defect of ours: the verdict stands, and the scan goes on. */
function orProblem<Part>(make: () => Part, instead: Part, where: string, problems: ScanProblem[]): Part {
  try {
    return make();
  } catch (error) {
    problems.push({ where, message: `What stands beside the verdict could not be made: ${messageOf(error)}` });
    return instead;
  }
}

function withoutText({ distribution }: RemediationContext): Remediation {
  const summary = "The fix could not be written for this subject; the check's own page has it in general.";
  return { distribution, summary, steps: [], verify: { command: "", expect: "" } };
}

/** What the check's settings are now, for the diff to the wanted ones. */
function currentValues({ settings = [] }: Beside): NonNullable<RemediationContext["current"]> {
  return Object.fromEntries(
    settings.map(({ name, value, decidedBy, readings }) => {
      const decisive = readings.find((reading) => reading.value !== null && !reading.uncertain);
      return [
        name,
        {
          value,
          source: decisive?.source ?? "no source",
          at: decisive?.at ?? null,
          decidedBy: namedBy(decidedBy, value, readings),
        },
      ];
    }),
  );
}

/** What shows on the wire was written down nowhere where a default alone says the same. */
function namedBy(
  decidedBy: EffectiveSetting["decidedBy"],
  value: EffectiveSetting["value"],
  readings: readonly SettingReading[],
): EffectiveSetting["decidedBy"] {
  if (decidedBy !== "wire") return decidedBy;
  const named = readings.find((reading) => reading.kind !== "wire" && reading.value !== null);
  const isDefault = named?.kind === "default" && JSON.stringify(named.value) === JSON.stringify(value);
  return isDefault ? "default" : decidedBy;
}

/** The cluster's own values for the remediation of one subject. */
function contextOf(
  check: Check,
  subject: Subject,
  evidence: Evidence,
  values: Record<string, string>,
): RemediationContext {
  const { cluster, nodes } = evidence.inventory;
  const node = settingNode(check, subject, evidence);
  const anyNode = node ?? nodes.find((entry) => primaryAddress(entry) !== undefined);
  const address = subject.address ?? (anyNode && primaryAddress(anyNode)) ?? cluster.endpoint ?? cluster.name;
  return {
    distribution: node?.distribution ?? cluster.distribution,
    subject,
    address,
    port: subject.port ?? node?.kubeletPort ?? 0,
    nodeName: subject.node ?? node?.name ?? null,
    controlPlaneAddresses: nodes.filter(isControlPlane).flatMap((entry) => primaryAddress(entry) ?? []),
    podCIDRs: cluster.podCIDRs,
    serviceCIDR: cluster.serviceCIDR,
    kubernetesVersion: node?.kubeletVersion ?? cluster.version,
    ...(node ? { nodeAddresses: nodeAddresses(node), isControlPlane: isControlPlane(node) } : {}),
    clusterName: cluster.name,
    values,
  };
}
