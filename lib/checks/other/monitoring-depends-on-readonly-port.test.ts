import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Consumer } from "../../domain/workload.ts";
import { contextFor, evidenceOf, hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { monitoringDependsOnReadonlyPort as check } from "./monitoring-depends-on-readonly-port.ts";

const scraper: Consumer = {
  kind: "ConfigMap",
  namespace: "monitoring",
  name: "prometheus",
  uid: "uid-prometheus",
  door: "kubelet-read-only-port",
  program: "prometheus",
  where: "prometheus.yml line 14: 10255",
};
const using = (consumers: Consumer[] | null, lost: string[] = []) =>
  withInventory(hardened(), { consumers, lost: lost.map((need) => ({ need, why: "403", grant: null })) });
const plainWorkload = {
  labels: {},
  annotations: {},
  managers: [],
  hostNetwork: false,
  images: [],
  flags: {},
  createdAt: null,
};
const subject = { kind: "ConfigMap", uid: "uid-prometheus", name: "prometheus", namespace: "monitoring" } as const;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a scrape configuration names 10255",
      seen: using([scraper]),
      verdict: "fail",
      severity: "info",
      says: /prometheus is set up/,
    },
    { when: "it was moved", seen: using([]), subject, verdict: "pass", says: /any more/ },
    { when: "nothing uses it and everything was read", seen: using([]), verdict: "pass" },
    {
      when: "nothing was seen and ConfigMaps were not readable",
      seen: using([], ["list configmaps"]),
      verdict: "unknown",
      says: /list configmaps/,
    },
    { when: "nothing could be read", seen: using(null), verdict: "unknown", says: /grant/ },
    {
      when: "each object is judged by itself",
      seen: using([scraper]),
      subject: { kind: "Cluster", uid: "uid-kube-system", name: "sample" },
      verdict: "not-applicable",
    },
    { when: "only another door is used", seen: using([{ ...scraper, door: "kubelet-api" }]), verdict: "pass" },
  ]);

  const daemon = { kind: "DaemonSet", uid: "uid-agent", name: "agent", namespace: "monitoring" } as const;

  it("binds its role to the ServiceAccount of the workload that reads the port", () => {
    const seen = withInventory(using([{ ...scraper, ...daemon }]), {
      workloads: [{ ...daemon, ...plainWorkload, serviceAccount: "agent-reader" }],
    });
    const judged = check.judge(daemon, evidenceOf(seen));
    const values = judged.verdict === "fail" ? judged.values : undefined;
    const { steps } = check.remediate(contextFor({ subject: daemon, values: values ?? {} }));
    const binding = steps.find(({ file }) => file === "kubelet-metrics-binding.yaml");
    assert.match(binding?.code ?? "", /kind: ServiceAccount\n {4}name: "agent-reader"\n {4}namespace: "monitoring"/);
    assert.match(steps.at(-1)?.code ?? "", /apply -f kubelet-metrics-reader\.yaml -f kubelet-metrics-binding\.yaml/);
  });

  it("says what to put for the account that a ConfigMap does not name", () => {
    const { steps } = check.remediate(contextFor({ subject, values: {} }));
    const binding = steps.find(({ file }) => file === "kubelet-metrics-binding.yaml");
    assert.match(binding?.text ?? "", /put it for SERVICE_ACCOUNT /);
    assert.match(binding?.code ?? "", /name: "SERVICE_ACCOUNT"/);
  });

  it("counts in the object's own text and prints no count where kubectl fails", () => {
    const { command } = check.remediate(contextFor({ subject, values: {} })).verify;
    assert.equal(
      command,
      "out=$(kubectl get -n monitoring configmap/prometheus -o jsonpath='{.data}') && printf '%s\\n' \"$out\" | grep -Ec -e 10255",
    );
  });
});
