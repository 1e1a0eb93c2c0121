import { describe } from "node:test";
import type { Consumer } from "../../domain/workload.ts";
import { hardened, withInventory } from "../sample-evidence.ts";
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
});
