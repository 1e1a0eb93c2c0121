import type { TriageOutcome } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { toast } from "../ui/toast.ts";

/** What was left as it is, and why. */
export function tellSkipped({ skipped }: TriageOutcome): void {
  const words = t.triageDialog;
  for (const { count, why } of skipped) toast(words.skipped(count, words.skips[why]));
}

/** What came of taking an act back; what somebody else changed since is named. */
export function tellUndone(outcome: TriageOutcome): void {
  const words = t.triageDialog;
  toast(words.undone(outcome.done));
  tellSkipped(outcome);
  if (outcome.conflicts.length > 0) toast.error(words.conflicts.title(outcome.conflicts.length));
}
