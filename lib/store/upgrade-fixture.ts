import pg from "pg";
import type { CheckResult } from "../domain/scan-report.ts";
import type { Severity } from "../domain/severity.ts";
import { judged, minute } from "./report-fixture.ts";

const sections = { kubelet: "open" };
const clusterId = "cluster-1";

/** Results of the scan before the upgrade; the fingerprints are those that the next scan has. */
export const resultOf = (node: string, port: number, verdict: CheckResult["verdict"], severity?: Severity) =>
  judged({ node, port, verdict, at: minute(20), ...(severity ? { severity } : {}) });

const node = (name: string, present: boolean) => ({
  ...{ id: `node-${name}`, clusterId, uid: `uid-${name}`, name, roles: ["worker"], addresses: [], kubeletPort: 10250 },
  ...{ distribution: "kubeadm", present, checked: true, sections, openPorts: 3, lastScanId: "scan-2" },
  ...{ firstSeenAt: minute(1), lastSeenAt: minute(present ? 21 : 1), lastCheckedAt: minute(present ? 21 : 1) },
});

const scan = (id: string, finished: number, more: object) => ({
  ...{ id, clusterId, trigger: "manual", profile: "standard", state: "complete", attempt: 1, nodesListed: true },
  ...{ requestedAt: minute(finished - 1), startedAt: minute(finished - 1), finishedAt: minute(finished) },
  ...{ nodeUids: ["uid-w1", "uid-w22"], vantageName: "scanner", vantageKind: "worker-node", problems: [] },
  ...{ found: { critical: 0, high: 3, medium: 0, low: 0, info: 0 }, openAfter: { critical: 0, high: 2 } },
  ...{
    coverage: {
      nodes: { known: 2, checked: 2, unreachable: [] },
      probes: { planned: 1, done: 1, failed: 0 },
      lost: [],
    },
  },
  ...more,
});

const resultRow = (scanId: string, result: CheckResult) => {
  const { fingerprint, checkId, verdict, severity, headline, reason, subject } = result;
  return {
    ...{ scanId, fingerprint, checkId, verdict, severity, headline, reason, subject, node: subject.node },
    ...{
      port: subject.port,
      vantageName: "scanner",
      vantageKind: "worker-node",
      evidenceHash: "proof",
      evidenceAt: [],
    },
  };
};

const ranks = ["critical", "high", "medium", "low", "info"];

const finding = (id: string, result: CheckResult, more: object) => ({
  ...resultRow("", result),
  ...{
    id,
    clusterId,
    nodeId: `node-${result.subject.node}`,
    component: "kubelet",
    protocol: "TCP",
    lastScanId: "scan-2",
  },
  ...{ severityRank: ranks.indexOf(result.severity), nodeName: result.subject.node, previousEvidenceAt: [] },
  ...{ remediation: result.remediation, context: result.context, references: result.references, searchText: id },
  ...{ firstSeenAt: minute(1), failingSince: minute(1), lastSeenAt: minute(20), lastCheckedAt: minute(20) },
  ...more,
});

const event = (findingId: string, kind: string, at: number) => ({
  ...{ id: `${findingId}-${kind}`, findingId, clusterId, kind, at: minute(at), scanId: "scan-2", message: kind },
});

const port = (id: number, number: number, from: object) => ({
  ...{ id, clusterId, nodeId: "node-w1", address: "127.0.0.2", port: number, protocol: "TCP", state: "open" },
  ...{ section: "kubelet", vantageName: "scanner", vantageKind: "worker-node", at: minute(20), current: true },
  ...{ facts: { node: "w1" }, ...from },
});

const rows: [table: string, row: object][] = [
  [
    "Cluster",
    { id: clusterId, name: "before", source: "kubeconfig", target: "https://127.0.0.1:6443", origin: "file" },
  ],
  ["Node", node("w1", true)],
  ["Node", node("w22", true)],
  ["Node", node("w333", false)],
  ["Scan", scan("scan-1", 10, { verdicts: { pass: 1 } })],
  ["Scan", scan("scan-2", 21, { verdicts: { fail: 3, pass: 1 } })],
  ["Evidence", { hash: "proof", items: [{ sent: "connect", received: "open", vantage: null, decisive: true }] }],
  ["ScanResult", resultRow("scan-1", resultOf("w1", 10255, "pass"))],
  ["ScanResult", resultRow("scan-2", resultOf("w1", 10255, "fail"))],
  ["ScanResult", resultRow("scan-2", resultOf("w1", 10250, "fail", "critical"))],
  ["ScanResult", resultRow("scan-2", resultOf("w22", 10255, "fail"))],
  ["ScanResult", resultRow("scan-2", resultOf("w22", 10250, "pass"))],
  ["Finding", finding("open", resultOf("w1", 10255, "fail"), { state: "open" })],
  [
    "Finding",
    finding("known", resultOf("w1", 10250, "fail", "critical"), { state: "acknowledged", decision: "acknowledged" }),
  ],
  ["Finding", finding("accepted", resultOf("w22", 10255, "fail"), { state: "accepted", decision: "accepted" })],
  [
    "Finding",
    finding("fixed", resultOf("w22", 10250, "pass"), {
      state: "resolved",
      resolution: "fixed",
      resolvedAt: minute(20),
    }),
  ],
  [
    "Finding",
    finding("left", resultOf("w333", 10255, "fail"), {
      state: "resolved",
      resolution: "node-gone",
      resolvedAt: minute(21),
    }),
  ],
  ...["open", "known", "accepted", "fixed", "left"].map((id): [string, object] => [
    "FindingEvent",
    event(id, "opened", 1),
  ]),
  ["FindingEvent", event("fixed", "resolved", 20)],
  ["FindingEvent", event("left", "resolved", 21)],
  ["Sweep", { ...port(1, 0, {}), scanId: "scan-2" }],
  ["Observation", port(1, 10255, { scanId: "scan-2" })],
  [
    "Import",
    {
      ...{ id: "import-1", clusterId, format: "nmap", fileName: "ports.xml", tool: "nmap", at: minute(5), left: [] },
      ...{ importedAt: minute(6), opinions: 0, observations: 1, nodeReports: 0 },
    },
  ],
  ["Observation", port(2, 10256, { importId: "import-1", vantageName: "nmap", vantageKind: "other-network" })],
];

/** Fills a database of the version before memory with a cluster that was scanned twice, and all that hangs on it. */
export async function fillBefore(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [table, row] of rows) {
      const names = Object.keys(row).filter((name) => name !== "scanId" || !["Finding"].includes(table));
      const { rows: columns } = await client.query<{ name: string }>(
        `select column_name as "name" from information_schema.columns where table_name = $1`,
        [table],
      );
      const known = names.filter((name) => columns.some((column) => column.name === name)).map((name) => `"${name}"`);
      const sql = `insert into "${table}" (${known}) select ${known} from json_populate_record(null::"${table}", $1)`;
      await client.query(sql, [JSON.stringify({ facts: {}, ...row })]);
    }
    await client.query(
      `update "Cluster" set "uid" = 'cluster-uid', "lastScanId" = 'scan-2', "lastCompleteScanId" = 'scan-2'`,
    );
  } finally {
    await client.end();
  }
}
