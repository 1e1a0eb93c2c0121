import { type Severity, severityRank } from "../domain/severity.ts";
import { query } from "./client.ts";
import { jsonText } from "./json-text.ts";

export interface FindingFields {
  id: string;
  checkId: string;
  component: string;
  severity: Severity;
  state: string;
  verdict: string;
  namespace: string;
  nodeRole: string;
  distribution: string;
  nodeId: string | null;
  nodeName: string | null;
  port: number | null;
}

const time = new Date(Date.UTC(2026, 10, 1)).toISOString();

/** A row of "Finding" without a scan behind it, for tests of what reads them. */
export async function addFinding(clusterId: string, fields: Partial<FindingFields> & { id: string }): Promise<void> {
  const severity = fields.severity ?? "high";
  const row = {
    ...{ checkId: "kubelet-readonly-port-open", component: "kubelet", state: "open", verdict: "fail", port: 10255 },
    ...{ namespace: "", nodeRole: "worker", distribution: "kubeadm", nodeId: null, nodeName: "w1" },
    ...fields,
    clusterId,
    fingerprint: fields.id,
    headline: "A port is open",
    severity,
    severityRank: severityRank(severity),
    subject: { kind: "Node", name: "w1" },
    vantageName: "scanner",
    vantageKind: "worker-node",
    reason: "",
    evidenceHash: "",
    evidenceAt: [],
    previousEvidenceAt: [],
    remediation: {},
    context: {},
    references: {},
    searchText: "a port is open",
    ...{ firstSeenAt: time, failingSince: time, lastSeenAt: time, lastCheckedAt: time, contentHash: "" },
  };
  const names = Object.keys(row)
    .map((name) => `"${name}"`)
    .join(", ");
  const sql = `insert into "Finding" (${names}) select ${names} from json_populate_record(null::"Finding", $1::json)`;
  await query((database) => database.$executeRawUnsafe(sql, jsonText(row)));
}

/** Choices that are the same at every run. */
export function seededChoices(seed: number): {
  whole(from: number, to: number): number;
  choose<Value>(values: readonly Value[]): Value;
} {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    choose<Value>(values: readonly Value[]): Value {
      const chosen = values[whole(0, values.length - 1)];
      if (chosen === undefined) throw new Error("There is nothing to choose from.");
      return chosen;
    },
  };
}
