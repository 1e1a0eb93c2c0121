import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { checks } from "../checks/index.ts";
import type { RawEvidence } from "../domain/raw-evidence.ts";
import type { Fleet } from "../fleet/index.ts";
import { fleetOn, scanFleet, scannerSource } from "./fleet-fixture.ts";
import { judgeRaw, type ScanOptions } from "./index.ts";

let fleet: Fleet;
let stop: () => Promise<void>;

before(async () => {
  ({ fleet, stop } = await fleetOn("127.121"));
});
after(() => stop());

/** One scan, and its evidence after a way through text. */
async function scanKept(cluster: string, options: Partial<ScanOptions> = {}) {
  const kept: RawEvidence[] = [];
  const report = await scanFleet(fleet, cluster, { ...options, onEvidence: (raw) => kept.push(raw) });
  const [raw] = kept;
  assert.ok(raw, "a scan hands out its evidence");
  assert.equal(kept.length, 1);
  return { report, text: JSON.stringify(raw) };
}

test("evidence judged again after a way through text gives exactly the results of the scan, in every cluster", async () => {
  for (const { name } of fleet.clusters) {
    const { report, text } = await scanKept(name);
    const again = judgeRaw(JSON.parse(text) as RawEvidence, { checks });
    assert.ok(report.results.length > 0, name);
    assert.deepEqual(JSON.parse(JSON.stringify(again.results)), JSON.parse(JSON.stringify(report.results)), name);
  }
});

test("changes since the last scan, other tools' words and re-checks are judged again as they were", async () => {
  const { report: before } = await scanKept("harbor");
  const { name, uid } = before.nodes[0] ?? { name: "", uid: "" };
  const { report, text } = await scanKept("harbor", {
    alsoJudge: [{ checkId: "kubelet-readonly-port-open", subject: { kind: "Node", uid: "gone", name: "gone" } }],
    previous: { ...before, declaredPorts: before.declaredPorts ?? null },
    imported: {
      observations: [],
      nodeReports: [],
      opinions: [
        {
          tool: "kube-bench",
          toolVersion: null,
          at: before.finishedAt,
          ruleId: "4.2.1",
          title: "anonymous",
          checkId: "kubelet-anonymous-auth-enabled",
          node: name,
          verdict: "fail",
          says: "it is on",
        },
      ],
    },
  });
  const raw = JSON.parse(text) as RawEvidence;
  assert.deepEqual([raw.previous?.finishedAt, raw.imported.length], [before.finishedAt, 1]);
  assert.ok(uid.length > 0);
  assert.deepEqual(
    JSON.parse(JSON.stringify(judgeRaw(raw, { checks }).results)),
    JSON.parse(JSON.stringify(report.results)),
  );
});

test("what a scan kept holds no credential of the kubeconfig that it used", async () => {
  const { text } = await scanKept("harbor", { source: scannerSource(fleet, "harbor") });
  const kubeconfig = [fleet.kubeconfig, fleet.kubeconfigs.scanner].map((path) => readFileSync(path, "utf8")).join("\n");
  const secrets = [...kubeconfig.matchAll(/^\s*(?:token|client-key-data|password):\s*"?([^"\s]+)/gm)].map(
    ([, secret]) => secret ?? "",
  );
  assert.ok(secrets.length > 0);
  for (const secret of secrets) {
    assert.ok(!text.includes(secret), "a credential is in the evidence");
    assert.ok(!text.includes(Buffer.from(secret, "base64").toString("utf8").slice(0, 60)), "a decoded credential is");
  }
  assert.doesNotMatch(text, /PRIVATE KEY|"kubeconfig"\s*:\s*"apiVersion/);
});

test("evidence of a form that is not known is refused with a sentence", async () => {
  const { text } = await scanKept("skiff");
  const raw = { ...(JSON.parse(text) as RawEvidence), format: 99 as unknown as 1 };
  assert.throws(() => judgeRaw(raw, { checks }), /form 99/);
});
