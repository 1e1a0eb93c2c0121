import type { EvidenceItem } from "../domain/check.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import { formatPort, type Protocol } from "../domain/port-state.ts";
import type { EffectiveSetting } from "../domain/setting.ts";
import type { Severity } from "../domain/severity.ts";
import type { Subject } from "../domain/subject.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { FieldChange, NodeDifference } from "../domain/views/compare-view.ts";
import { answerLines, evidenceLines } from "./text-lines.ts";

/** What a check says now of something on a node. */
export interface NodeJudgement {
  checkId: string;
  verdict: Verdict;
  severity: Severity;
  headline: string;
  reason: string;
  subject: Subject;
  /** Null where it was kept and retention removed it. */
  evidence: readonly Omit<EvidenceItem, "at">[] | null;
}

/** One of two nodes, as it is now. */
export interface ComparedNode {
  name: string;
  judgements: readonly NodeJudgement[];
  observations: readonly Observation[];
  sweeps: readonly Sweep[];
  settings: readonly EffectiveSetting[] | null;
  /** True when the node's newest looks covered the port, whatever came back. */
  looked(port: number, protocol: Protocol): boolean;
}

type Side<Item> = ReadonlyMap<string, Item>;

/** Pairs two sides by key: every key once, in the order of the keys. */
function pairs<Item>(a: Side<Item>, b: Side<Item>): [key: string, a: Item | undefined, b: Item | undefined][] {
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort();
  return keys.map((key) => [key, a.get(key), b.get(key)]);
}

const differing = (all: readonly FieldChange[]) => all.filter(({ before, after }) => before !== after);

/** The same question on two nodes: what lies on a node beside itself goes by its name. */
function question({ checkId, subject }: NodeJudgement): string {
  const own = subject.kind === "Node" ? [] : [subject.kind, subject.namespace ?? "", subject.name];
  const place = subject.port === undefined ? [] : [formatPort(subject.port, subject.protocol)];
  return [checkId, ...place, ...own].join(" ");
}

function judgementLines(of: NodeJudgement | undefined): string[] {
  if (!of) return [];
  return [of.reason, ...(of.evidence === null ? ["(the proof is no longer kept)"] : evidenceLines(of.evidence))];
}

function resultKind(a: NodeJudgement | undefined, b: NodeJudgement | undefined): NodeDifference["kind"] {
  if (!a) return "only-b";
  if (!b) return "only-a";
  if (a.verdict === "unknown" && b.verdict === "unknown") return "same";
  if (a.verdict === "unknown" || b.verdict === "unknown") return "not-comparable";
  return a.verdict === b.verdict && (a.verdict !== "fail" || a.severity === b.severity) ? "same" : "differs";
}

function resultDetail(kind: NodeDifference["kind"], a: NodeJudgement | undefined, b: NodeJudgement | undefined) {
  if (kind === "not-comparable") return (a?.verdict === "unknown" ? a : b)?.reason ?? null;
  if (kind === "only-a") return a?.reason ?? null;
  return kind === "only-b" ? (b?.reason ?? null) : null;
}

function compareResults(a: ComparedNode, b: ComparedNode): NodeDifference[] {
  const side = ({ judgements }: ComparedNode) => new Map(judgements.map((of) => [question(of), of]));
  return pairs(side(a), side(b)).map(([id, before, after]) => {
    const kind = resultKind(before, after);
    const shown = [before, after].find((of) => of?.verdict === "fail") ?? before ?? after;
    const fields = differing([
      { field: "verdict", before: before?.verdict ?? null, after: after?.verdict ?? null },
      ...(before && after ? [{ field: "severity", before: before.severity, after: after.severity }] : []),
    ]);
    return {
      id,
      kind,
      part: "results",
      title: shown?.headline ?? "",
      checkId: shown?.checkId ?? null,
      port: shown?.subject.port ?? null,
      protocol: shown?.subject.port === undefined ? null : (shown.subject.protocol ?? "TCP"),
      // A severity belongs to a fail.
      severity: shown?.verdict === "fail" ? shown.severity : null,
      detail: resultDetail(kind, before, after),
      fields,
      lines: { before: judgementLines(before), after: judgementLines(after) },
    };
  });
}

const openness = (state: Observation["state"]) => ["open", "open|filtered"].indexOf(state ?? "");
const answers = (seen: Observation) => openness(seen.state) >= 0;

/** Each port that answers, by number, protocol and kind of vantage; the most open of a node's addresses counts. */
function openPorts({ observations }: ComparedNode): Map<string, Observation> {
  const found = new Map<string, Observation>();
  for (const seen of observations.filter(answers)) {
    const key = `${String(seen.port).padStart(5, "0")}/${seen.protocol} ${seen.vantage.kind}`;
    const other = found.get(key);
    if (!other || openness(seen.state) < openness(other.state)) found.set(key, seen);
  }
  return found;
}

function portKind(a: Observation | undefined, b: Observation | undefined, looked: boolean): NodeDifference["kind"] {
  if (a && b) return a.state === b.state && a.service === b.service ? "same" : "differs";
  if (!looked) return "not-comparable";
  return a ? "only-a" : "only-b";
}

function comparePorts(a: ComparedNode, b: ComparedNode): NodeDifference[] {
  return pairs(openPorts(a), openPorts(b)).flatMap(([id, before, after]) => {
    const shown = before ?? after;
    if (!shown) return [];
    const { port, protocol } = shown;
    const other = before ? b : a;
    const looked = (before && after) !== undefined || other.looked(port, protocol);
    const kind = portKind(before, after, looked);
    const state = (seen: Observation | undefined) => seen?.state ?? (looked ? "not open" : null);
    const fields = differing([
      { field: "state", before: state(before), after: state(after) },
      { field: "service", before: before?.service ?? null, after: after?.service ?? null },
    ]);
    const detail =
      kind === "not-comparable" ? `Nobody looked at this port of ${other.name}.` : `Seen from ${shown.vantage.kind}.`;
    const lines = { before: before ? answerLines(before) : [], after: after ? answerLines(after) : [] };
    const title = formatPort(port, protocol, before?.service ?? after?.service ?? null);
    return {
      id,
      kind,
      part: "ports" as const,
      title,
      checkId: null,
      port,
      protocol,
      severity: null,
      detail,
      fields,
      lines,
    };
  });
}

function settingText(of: EffectiveSetting | undefined): string | null {
  if (!of || of.value === null) return null;
  return Array.isArray(of.value) ? of.value.join(", ") || "empty" : String(of.value);
}

const settingLines = (of: EffectiveSetting | undefined) =>
  of ? of.readings.map(({ source, value }) => `${source}: ${value === null ? "not set" : String(value)}`) : [];

function settingKind(a: EffectiveSetting | undefined, b: EffectiveSetting | undefined): NodeDifference["kind"] {
  if (!a) return "only-b";
  if (!b) return "only-a";
  if (a.value === null || b.value === null) return "not-comparable";
  return settingText(a) === settingText(b) ? "same" : "differs";
}

function compareSettings(a: ComparedNode, b: ComparedNode): NodeDifference[] {
  const side = ({ settings }: ComparedNode) =>
    new Map((settings ?? []).map((of) => [`${of.component} ${of.name}`, of]));
  return pairs(side(a), side(b)).map(([id, before, after]) => {
    const kind = settingKind(before, after);
    const unknown = [before, after].find((of) => of?.value === null);
    return {
      id,
      kind,
      part: "settings",
      title: id,
      checkId: null,
      port: null,
      protocol: null,
      severity: null,
      detail: kind === "not-comparable" ? (unknown?.why ?? null) : null,
      fields: differing([{ field: "value", before: settingText(before), after: settingText(after) }]),
      lines: { before: settingLines(before), after: settingLines(after) },
    };
  });
}

/** Compares two nodes as they are now: verdicts, ports that answer and effective settings, side by side. */
export function compareNodes(a: ComparedNode, b: ComparedNode): NodeDifference[] {
  return [...compareResults(a, b), ...comparePorts(a, b), ...compareSettings(a, b)];
}
