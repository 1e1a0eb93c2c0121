import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import { applyResults, type FindingStanding } from "./apply-results.ts";
import { mergeByFingerprint } from "./judgement.ts";

/** Whom a finding belongs to, as trends are split. */
export interface FindingPlace {
  namespace: string;
  nodeRole: string;
  distribution: string;
}

/** A finding that stood before the first scan that is judged again. */
export interface OpenBefore extends FindingPlace {
  fingerprint: string;
  checkId: string;
  subject: Subject;
  severity: Severity;
  /** RFC 3339. */
  openedAt: string;
}

/** A scan that is judged again. */
export interface ReplayedScan {
  /** When it counts as made. RFC 3339. */
  at: string;
  raw: RawEvidence;
  results: readonly CheckResult[];
  knownChecks: readonly string[];
}

interface Known extends FindingPlace {
  standing: FindingStanding;
  subject: Subject;
}

interface KnownNode {
  nodeRole: string;
  distribution: string;
  checked: boolean;
}

export interface ReplayedCounts {
  open: (FindingPlace & { severity: Severity; count: number })[];
  passed: number;
  unknown: number;
  nodes: { nodeRole: string; distribution: string; known: number; checked: number }[];
}

const roleOf = (roles: readonly string[]) =>
  roles.some((role) => role === "control-plane" || role === "master") ? "control-plane" : "worker";

/** How a cluster would have stood after each of its scans, had they been judged by other rules. */
export class ReplayedPosture {
  readonly #findings: Map<string, Known>;
  #verdicts = new Map<string, Verdict>();
  #nodes = new Map<string, KnownNode>();
  #lastAt = "";

  constructor(before: readonly OpenBefore[]) {
    this.#findings = new Map(before.map((open) => [open.fingerprint, knownOf(open)]));
  }

  /** Subjects of what is open: a scan judges them although nothing lists them any more. */
  openSubjects(): { checkId: string; subject: Subject }[] {
    return this.#open().map(({ standing, subject }) => ({ checkId: standing.checkId, subject }));
  }

  apply(scan: ReplayedScan): void {
    const { raw, at, knownChecks } = scan;
    const results = mergeByFingerprint(scan.results);
    // A scan whose clock went back was made when it counts, not when it says.
    const startedAt = raw.finishedAt < this.#lastAt || raw.startedAt > at ? at : raw.startedAt;
    this.#lastAt = at;
    const known = [...this.#findings.values()].map(({ standing }) => standing);
    const applied = {
      results,
      startedAt,
      finishedAt: at,
      complete: !raw.stopped,
      nodeUids: nodeUidsOf(raw),
      knownChecks,
    };
    const roles = new Map(raw.inventory.nodes.map(({ name, roles }) => [name, roleOf(roles)]));
    for (const { after, result } of applyResults(known, applied)) this.#keep(after, result, roles);
    this.#applyVerdicts(raw, results);
    this.#applyNodes(raw);
  }

  /** What is open, without those that a person had accepted by then. */
  counts(hidden: ReadonlySet<string>): ReplayedCounts {
    const shown = this.#open().filter(({ standing }) => !hidden.has(standing.fingerprint));
    const open = Map.groupBy(shown, ({ namespace, nodeRole, distribution, standing }) =>
      JSON.stringify([namespace, nodeRole, distribution, standing.severity]),
    );
    const nodes = Map.groupBy(this.#nodes.values(), ({ nodeRole, distribution }) => `${nodeRole}\n${distribution}`);
    const verdicts = [...this.#verdicts.values()];
    return {
      open: [...open.values()].flatMap((list) => {
        const [first] = list;
        if (!first) return [];
        const { namespace, nodeRole, distribution, standing } = first;
        return [{ namespace, nodeRole, distribution, severity: standing.severity, count: list.length }];
      }),
      passed: verdicts.filter((verdict) => verdict === "pass").length,
      unknown: verdicts.filter((verdict) => verdict === "unknown").length,
      nodes: [...nodes.values()].map((list) => ({
        nodeRole: list[0]?.nodeRole ?? "",
        distribution: list[0]?.distribution ?? "",
        known: list.length,
        checked: list.filter(({ checked }) => checked).length,
      })),
    };
  }

  #open(): Known[] {
    return [...this.#findings.values()].filter(({ standing }) => standing.state !== "resolved");
  }

  #keep(standing: FindingStanding, result: CheckResult | null, roles: ReadonlyMap<string, string>): void {
    const before = this.#findings.get(standing.fingerprint);
    if (result?.verdict === "fail") {
      const { subject, context, beside } = result;
      const node = subject.node ?? (subject.kind === "Node" ? subject.name : null);
      this.#findings.set(standing.fingerprint, {
        standing,
        subject,
        namespace: subject.namespace ?? beside?.owner?.namespace ?? "",
        nodeRole: node === null ? "" : (roles.get(node) ?? ""),
        distribution: context.distribution,
      });
    } else if (before) this.#findings.set(standing.fingerprint, { ...before, standing });
  }

  /** A complete scan that looked as far as any judges everything; a stopped one's doubt moves nothing that is known. */
  #applyVerdicts({ stopped, profile }: RawEvidence, results: readonly CheckResult[]): void {
    const whole = !stopped && profile !== "quick";
    const verdicts = whole ? new Map<string, Verdict>() : new Map(this.#verdicts);
    for (const { fingerprint, verdict } of results) {
      if (stopped && verdict === "unknown" && verdicts.has(fingerprint)) continue;
      verdicts.set(fingerprint, verdict);
    }
    this.#verdicts = verdicts;
  }

  #applyNodes(raw: RawEvidence): void {
    const unreachable = new Set(raw.coverage.unreachable);
    const looked = new Set([
      ...raw.sweeps.map(({ node }) => node),
      ...raw.observations.filter(({ state, importedFrom }) => state !== null && !importedFrom).map(({ node }) => node),
    ]);
    const before = this.#nodes;
    const nodes = nodeUidsOf(raw) === null ? new Map(before) : new Map<string, KnownNode>();
    for (const { name, uid, roles, distribution } of raw.inventory.nodes) {
      const known = looked.has(name) || !raw.stopped;
      const checked = known ? looked.has(name) && !unreachable.has(name) : (before.get(uid)?.checked ?? false);
      nodes.set(uid, { nodeRole: roleOf(roles), distribution, checked });
    }
    this.#nodes = nodes;
  }
}

/** Uids of every node, where the scan named them all. */
function nodeUidsOf({ stopped, inventory }: RawEvidence): string[] | null {
  const lost = inventory.lost.some(({ need }) => /^list nodes\b/.test(need));
  return stopped || lost || inventory.nodes.length === 0 ? null : inventory.nodes.map(({ uid }) => uid);
}

function knownOf({ fingerprint, checkId, subject, severity, openedAt, ...place }: OpenBefore): Known {
  const { namespace, nodeRole, distribution } = place;
  const standing: FindingStanding = {
    fingerprint,
    checkId,
    nodeUid: subject.kind === "Node" ? subject.uid : null,
    state: "open",
    decision: null,
    resolution: null,
    severity,
    verdict: "fail",
    reason: "",
    firstSeenAt: openedAt,
    failingSince: openedAt,
    lastSeenAt: openedAt,
    lastCheckedAt: openedAt,
    resolvedAt: null,
  };
  return { standing, subject, namespace, nodeRole, distribution };
}
