import type { TriageAct, TriageSkip } from "../../domain/triage.ts";
import type { CheckedAcceptance } from "./acceptance-input.ts";
import type { Decided } from "./decide.ts";
import type { TargetRow } from "./triage-targets.ts";

/** An act that is checked and can be done. */
export type ReadyAct =
  | { kind: "acknowledge" | "reopen" }
  | { kind: "assign"; assignee: string | null }
  | { kind: "due"; at: string | null }
  | { kind: "accept" | "false-positive"; acceptance: CheckedAcceptance; id: string };

const isBorne = ({ decision }: TargetRow) => decision === "accepted" || decision === "false-positive";

const skips: Record<TriageAct["kind"], (row: TargetRow, act: ReadyAct) => TriageSkip | null> = {
  acknowledge: (row) => {
    if (row.state === "resolved") return "resolved";
    if (row.state === "acknowledged") return "already";
    return row.state === "open" ? null : "decided";
  },
  reopen: (row) => {
    // What is resolved stays so, and no longer comes back as decided.
    if (row.state === "resolved") return isBorne(row) ? null : "resolved";
    return row.state === "open" ? "already" : null;
  },
  assign: (row, act) => (act.kind === "assign" && row.assignee === act.assignee ? "already" : null),
  due: (row, act) => {
    if (row.state === "resolved") return "resolved";
    if (isBorne(row)) return "decided";
    const now = row.dueOverride === null ? null : new Date(row.dueOverride).toISOString();
    return act.kind === "due" && act.at === now ? "already" : null;
  },
  accept: (row) => {
    if (row.state === "resolved") return "resolved";
    if (row.state === "accepted") return "already";
    return row.state === "false-positive" ? "decided" : null;
  },
  "false-positive": (row) => {
    if (row.state === "resolved") return "resolved";
    return row.state === "false-positive" ? "already" : null;
  },
};

/** Why an act leaves a finding as it is; null where it applies. */
export function skipOf(act: ReadyAct, row: TargetRow): TriageSkip | null {
  const skip = skips[act.kind](row, act);
  if (skip !== null || !("acceptance" in act)) return skip;
  const { scope, voidWhenOpenFrom } = act.acceptance;
  if (scope !== "findings" && !row.covered) return "not-covered";
  return voidWhenOpenFrom.some((place) => place === row.vantageKind) ? "open-from-there" : null;
}

/** What an act sets on each finding that it applies to. */
export function setOf(act: ReadyAct): Partial<Decided> {
  switch (act.kind) {
    case "acknowledge":
      return { decision: "acknowledged", acceptanceId: null };
    case "reopen":
      return { decision: null, acceptanceId: null };
    case "assign":
      return { assignee: act.assignee };
    case "due":
      return { dueOverride: act.at };
    default:
      return { decision: act.acceptance.kind, acceptanceId: act.id };
  }
}

const day = (at: string) => at.slice(0, 10);
const mostOfLine = 200;

/** The first line of a text that a person wrote. */
export function firstLine(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.length > mostOfLine ? `${line.slice(0, mostOfLine)}…` : line;
}

/** The sentence of an act in the story of a finding. */
export function sentenceOf(act: ReadyAct): string {
  switch (act.kind) {
    case "acknowledge":
      return "Acknowledged.";
    case "reopen":
      return "Opened again.";
    case "assign":
      return act.assignee === null ? "Assigned to nobody." : `Assigned to ${act.assignee}.`;
    case "due":
      return act.at === null ? "Due as the policy says." : `Due on ${day(act.at)}.`;
    case "accept":
      return `Risk accepted until ${day(act.acceptance.expiresAt ?? "")}: ${firstLine(act.acceptance.reason)}`;
    default:
      return `False positive: ${firstLine(act.acceptance.reason)}`;
  }
}
