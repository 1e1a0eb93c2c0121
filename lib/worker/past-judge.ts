import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { ScanReport } from "../domain/scan-report.ts";
import type { Subject } from "../domain/subject.ts";
import type { Seen } from "../scan/index.ts";

export interface JudgeOrder {
  /** The look to judge; the one before where absent. */
  seen?: Seen;
  startedAt: Date;
  finishedAt: Date;
  alsoJudge: { checkId: string; subject: Subject }[];
  /** The last answer was stored: changes are judged by it from now on. */
  lastWasKept: boolean;
  /** The answer has what it was judged by. */
  withEvidence: boolean;
}

export interface Judged {
  report: ScanReport;
  raw: RawEvidence | null;
}

/** Judges in a thread of its own: while one day is stored, the next one is judged. One order at a time. */
export class PastJudge {
  readonly #thread = new Worker(new URL("./past-judge-thread.ts", import.meta.url), { execArgv: [] });

  /** Throws what the judging threw. */
  async judge(order: JudgeOrder): Promise<Judged> {
    const answered = once(this.#thread, "message");
    this.#thread.postMessage(order);
    const [answer] = (await answered) as [Judged | { error: unknown }];
    if ("error" in answer) throw answer.error;
    return answer;
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }
}
