import { describe } from "node:test";
import { at, hardened, withInventory, withNode } from "../sample-evidence.ts";
import { kubeletClientCertRotationOff as check } from "./kubelet-client-cert-rotation-off.ts";
import { answering, configured, kubeletTable, unreachable } from "./sample-kubelets.ts";
import { gone, kubeletSource, sourced } from "./sample-settings.ts";

const off = configured({ rotateCertificates: false });
const reported = (notAfter: string) =>
  withInventory(off, {
    nodeReports: [
      {
        node: "worker-1",
        at,
        tool: "breakwater-node-report 1",
        listeners: null,
        connections: null,
        sysctls: null,
        settings: [],
        certificates: [
          { path: "/var/lib/kubelet/pki/kubelet-client-current.pem", subject: "", notAfter, isAuthority: false },
        ],
        firewalls: null,
      },
    ],
  });

describe(check.id, () => {
  kubeletTable(check, [
    { when: "it is off", seen: off, verdict: "fail", severity: "low" },
    {
      when: "/configz leaves it out, which is Go's false",
      seen: configuredWithout(),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "the certificate has 50 days left",
      seen: reported("2027-01-10T08:00:00Z"),
      verdict: "fail",
      severity: "medium",
      says: /50 days left/,
    },
    {
      when: "the certificate has a year left",
      seen: reported("2027-11-21T08:00:00Z"),
      verdict: "fail",
      severity: "low",
    },
    { when: "it is on", seen: hardened(), verdict: "pass" },
    {
      when: "EKS authenticates kubelets by token",
      seen: withNode(off, "worker-1", { distribution: "eks" }),
      verdict: "not-applicable",
      says: /IAM/,
    },
    {
      when: "k3s renews it at its start",
      seen: withNode(off, "worker-1", { distribution: "k3s" }),
      verdict: "not-applicable",
    },
    {
      when: "a file was read without the command line",
      seen: sourced(kubeletSource("file", {})),
      verdict: "unknown",
      says: /flags alone/,
    },
    {
      when: "the permission is missing",
      seen: answering("unauthorized"),
      verdict: "unknown",
      says: /grant "get nodes/,
    },
    { when: "no port answers", seen: unreachable(), verdict: "unknown" },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});

function configuredWithout() {
  const seen = configured({});
  const read = seen.inventory.kubeletConfigs["worker-1"];
  if (read?.status !== "read") return seen;
  const { rotateCertificates: _, ...config } = read.config;
  return withInventory(seen, { kubeletConfigs: { ...seen.inventory.kubeletConfigs, "worker-1": { ...read, config } } });
}
