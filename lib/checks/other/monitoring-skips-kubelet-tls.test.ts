import { describe } from "node:test";
import type { Consumer, Workload } from "../../domain/workload.ts";
import { account, granting, rule } from "../rbac/sample-rbac.ts";
import { hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { monitoringSkipsKubeletTls as check } from "./monitoring-skips-kubelet-tls.ts";

const agent: Consumer = {
  kind: "Deployment",
  namespace: "kube-system",
  name: "metrics-server",
  uid: "uid-metrics-server",
  door: "kubelet-insecure-tls",
  program: "metrics-server",
  where: "--kubelet-insecure-tls",
};
const workload: Workload = {
  kind: "Deployment",
  uid: "uid-metrics-server",
  namespace: "kube-system",
  name: "metrics-server",
  labels: {},
  annotations: {},
  managers: [],
  serviceAccount: "metrics-server",
  hostNetwork: false,
  images: [],
  flags: {},
  createdAt: null,
};
const using = (consumers: Consumer[] | null, lost: string[] = []) =>
  withInventory(hardened(), { consumers, lost: lost.map((need) => ({ need, why: "403", grant: null })) });
const carrying = withInventory(using([agent]), {
  workloads: [workload],
  rbac: granting({ to: account("metrics-server", "kube-system"), rules: [rule(["get"], ["nodes/proxy"])] }),
});
const subject = {
  kind: "Deployment",
  uid: "uid-metrics-server",
  name: "metrics-server",
  namespace: "kube-system",
} as const;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "an agent skips the verification",
      seen: using([agent]),
      verdict: "fail",
      severity: "low",
      says: /takes any certificate/,
    },
    {
      when: "it carries nodes/proxy as well",
      seen: carrying,
      verdict: "fail",
      severity: "medium",
      says: /nodes\/proxy/,
    },
    { when: "it verifies now", seen: using([]), subject, verdict: "pass" },
    { when: "nobody skips it", seen: using([]), verdict: "pass" },
    { when: "ConfigMaps were not readable", seen: using([], ["list configmaps"]), verdict: "unknown" },
    { when: "nothing could be read", seen: using(null), verdict: "unknown" },
    {
      when: "each object is judged by itself",
      seen: using([agent]),
      subject: { kind: "Cluster", uid: "uid-kube-system", name: "sample" },
      verdict: "not-applicable",
    },
  ]);
});
