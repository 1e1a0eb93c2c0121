import type { EvidenceItem, Judgement } from "../domain/check.ts";
import type { Severity } from "../domain/severity.ts";
import type { Vantage } from "../domain/vantage.ts";
import { fail, pass, unknown } from "./verdicts.ts";

/** What one source says, by itself. */
export interface Reading {
  verdict: "fail" | "pass";
  /** A sentence without its full stop. */
  says: string;
  evidence: EvidenceItem[];
  severity?: Severity;
  vantage?: Vantage | undefined;
}

interface Sources {
  /** null where the wire cannot tell. */
  wire: Reading | null;
  /** null where the configuration cannot tell. */
  config: Reading | null;
  /** Sentences: why neither tells and how to supply it. */
  missing: string;
  /** Sentence: why the wire is silent, for a verdict that the configuration decides alone. */
  silence?: string;
  /** Evidence of what could not be read, shown beside an unknown. */
  attempts?: EvidenceItem[];
}

/** Decides between wire and configuration: where they contradict each other, what answers on the wire counts. */
export function decide({ wire, config, missing, silence, attempts = [] }: Sources): Judgement {
  const decisive = wire ?? config;
  if (!decisive) return unknown(missing, attempts);
  const reason = explain(wire, config, silence);
  const evidence = wire ? [...wire.evidence, ...lesser(config)] : [...decisive.evidence, ...attempts];
  if (decisive.verdict === "pass") return pass(reason, evidence, decisive.vantage);
  const { severity, vantage } = decisive;
  return fail({ reason, evidence, vantage, ...(severity ? { severity } : {}) });
}

function explain(wire: Reading | null, config: Reading | null, silence: string | undefined): string {
  if (!wire) return `${config?.says}. The configuration decides.${silence ? ` ${silence}` : ""}`;
  if (!config) return `${wire.says}.`;
  if (wire.verdict === config.verdict) return `${wire.says}. The configuration agrees: ${config.says}.`;
  return `${wire.says}. The configuration says otherwise (${config.says}), but what answers on the wire counts.`;
}

function lesser(reading: Reading | null): EvidenceItem[] {
  return reading ? reading.evidence.map((item) => ({ ...item, decisive: false })) : [];
}
