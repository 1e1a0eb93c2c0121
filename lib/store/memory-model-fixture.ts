import type { CheckResult, ScanReport } from "../domain/scan-report.ts";

/** A stretch of time in which something was one thing; `until` is null while it lasts. Times are epoch milliseconds. */
export interface ModelStretch {
  value: string;
  since: number;
  until: number | null;
}

interface ModelFinding {
  state: "open" | "resolved";
  resolution: string | null;
  failingSince: number | null;
  uid: string;
  events: string[];
  spans: { since: number; until: number | null; endedAs: string | null }[];
}

/** Where and when a report stands, as the test decided it. */
export interface ModelLook {
  at: number;
  complete: boolean;
  isScan: boolean;
  /** Uids of all nodes where the report names every one. */
  uids: string[] | null;
}

/** What a cluster's memory should hold: every sample folded one by one, with nothing clever about it. */
export class MemoryModel {
  readonly ports = new Map<string, ModelStretch[]>();
  readonly verdicts = new Map<string, ModelStretch[]>();
  readonly findings = new Map<string, ModelFinding>();
  /** Verdicts as of each scan, by scan id: what it answered for every fingerprint. */
  readonly answers = new Map<string, Map<string, string>>();

  #sample(of: Map<string, ModelStretch[]>, key: string, value: string, at: number): void {
    const stretches = of.get(key) ?? [];
    of.set(key, stretches);
    const last = stretches.at(-1);
    if (last && last.until === null && last.value === value) return;
    if (last && last.until === null) last.until = at;
    stretches.push({ value, since: at, until: null });
  }

  seePort(target: string, port: number, value: string, at: number): void {
    this.#sample(this.ports, `${target} ${port}`, value, at);
  }

  judge(scanId: string | null, report: ScanReport, look: ModelLook): void {
    const answered = new Map<string, string>();
    for (const result of report.results) this.#judgeOne(result, look, answered);
    if (scanId !== null) this.answers.set(scanId, answered);
    if (!look.isScan || !look.complete) return;
    const judged = new Set(report.results.map(({ fingerprint }) => fingerprint));
    for (const [fingerprint, stretches] of this.verdicts) {
      const last = stretches.at(-1);
      if (last?.until === null && !judged.has(fingerprint)) last.until = look.at;
    }
    for (const finding of this.findings.values()) {
      if (finding.state === "open" && look.uids && !look.uids.includes(finding.uid))
        this.#close(finding, "node-gone", look.at);
    }
  }

  #judgeOne(result: CheckResult, look: ModelLook, answered: Map<string, string>): void {
    const { fingerprint, verdict } = result;
    const last = this.verdicts.get(fingerprint)?.at(-1);
    const doubted = !look.complete && verdict === "unknown" && last?.until === null && last.value !== "unknown";
    answered.set(fingerprint, verdict);
    if (!doubted) this.#sample(this.verdicts, fingerprint, verdict, look.at);
    this.#turn(result, look);
  }

  #turn({ fingerprint, verdict, subject, evidence }: CheckResult, { at }: ModelLook): void {
    const seen = Date.parse(evidence[0]?.at ?? "");
    const time = Number.isNaN(seen) ? at : seen;
    const finding = this.findings.get(fingerprint);
    if (verdict === "fail" && !finding) {
      const fresh: ModelFinding = {
        state: "open",
        resolution: null,
        failingSince: time,
        uid: subject.uid,
        events: ["opened"],
        spans: [{ since: time, until: null, endedAs: null }],
      };
      this.findings.set(fingerprint, fresh);
    } else if (verdict === "fail" && finding?.state === "resolved") {
      Object.assign(finding, { state: "open", resolution: null, failingSince: time });
      finding.events.push("reopened");
      finding.spans.push({ since: time, until: null, endedAs: null });
    } else if (verdict === "pass" && finding?.state === "open") {
      this.#close(finding, "fixed", time);
    }
  }

  #close(finding: ModelFinding, resolution: string, at: number): void {
    Object.assign(finding, { state: "resolved", resolution, failingSince: null });
    finding.events.push("resolved");
    const span = finding.spans.at(-1);
    if (span) Object.assign(span, { until: at, endedAs: resolution });
  }
}
