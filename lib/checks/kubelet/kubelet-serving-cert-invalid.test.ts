import { describe } from "node:test";
import type { StaticPod } from "../../domain/inventory.ts";
import { hardened, type Seen, withInventory } from "../sample-evidence.ts";
import { kubeletServingCertInvalid as check } from "./kubelet-serving-cert-invalid.ts";
import {
  broken,
  closed,
  configured,
  filtered,
  handshake,
  kubeletTable,
  pending,
  selfMade,
  serving,
  unreachable,
} from "./sample-kubelets.ts";

/** The scan looks on 2026-11-21 at 08:00. */
const until = (notAfter: string, seen?: Seen) => serving({ notAfter: `${notAfter}T08:00:00.000Z` }, seen);
const notRotated = configured({ serverTLSBootstrap: false });

function verified(seen: Seen, flags: Record<string, string> = {}): Seen {
  const apiServer: StaticPod = {
    node: "cp-1",
    namespace: "kube-system",
    name: "kube-apiserver-cp-1",
    component: "kube-apiserver",
    image: null,
    flags: { "--kubelet-certificate-authority": "/etc/kubernetes/pki/ca.crt", ...flags },
  };
  return withInventory(seen, { staticPods: [apiServer] });
}
const byIp = { "--kubelet-preferred-address-types": "InternalIP,ExternalIP,Hostname" };
const nameOnly = { ipAddresses: [] };

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "it expired yesterday",
      seen: until("2026-11-20"),
      verdict: "fail",
      severity: "high",
      says: /expired on 2026-11-20, 1 day ago/,
    },
    {
      when: "it expires in six days",
      seen: until("2026-11-27"),
      verdict: "fail",
      severity: "medium",
      says: /in 6 days/,
    },
    {
      when: "it expires in six days in spite of rotation",
      seen: until("2026-11-27", hardened()),
      verdict: "fail",
      severity: "medium",
      says: /though rotation is on/,
    },
    { when: "it expires in 20 days", seen: until("2026-12-11"), verdict: "fail", severity: "low", says: /in 20 days/ },
    {
      when: "it expires in 20 days and only client certificates rotate",
      seen: until("2026-12-11", notRotated),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "it begins tomorrow",
      seen: serving({ notBefore: "2026-11-22T08:00:00.000Z" }),
      verdict: "fail",
      severity: "medium",
      says: /clock/,
    },
    { when: "its dates cannot be read", seen: serving({ notAfter: "soon" }), verdict: "fail", severity: "medium" },
    {
      when: "the API server verifies the address that it lacks",
      seen: verified(serving(nameOnly), byIp),
      verdict: "fail",
      severity: "medium",
      says: /lacks 192\.0\.2\.21 \(InternalIP\)/,
    },
    {
      when: "it is expired and for another address",
      seen: verified(serving({ ...nameOnly, notAfter: "2026-11-01T08:00:00.000Z" }), byIp),
      verdict: "fail",
      severity: "high",
      says: /expired .*\. It lacks/,
    },
    { when: "20 days are left and rotation is on", seen: until("2026-12-11", hardened()), verdict: "pass" },
    { when: "it is valid for months", seen: hardened(), verdict: "pass", says: /valid until 2027-06-21/ },
    { when: "the API server verifies by host name, its default", seen: verified(serving(nameOnly)), verdict: "pass" },
    { when: "nobody verifies its names", seen: serving(nameOnly), verdict: "pass", says: /no API server/ },
    {
      when: "static pods could not be read",
      seen: withInventory(serving(nameOnly), { staticPods: null }),
      verdict: "pass",
    },
    {
      when: "it is of the kubelet's own making, without an IP as always",
      seen: verified(serving(selfMade), byIp),
      verdict: "pass",
    },
    { when: "its serving CSR is pending", seen: pending(), verdict: "unknown", says: /csr-kubelet-serving-pending/ },
    { when: "no certificate was shown", seen: handshake({ certificate: null }), verdict: "unknown" },
    { when: "the port is filtered", seen: filtered(), verdict: "unknown" },
    { when: "nothing listens", seen: closed(), verdict: "unknown" },
    { when: "the probe broke", seen: broken(), verdict: "unknown" },
    { when: "no port of the node answers", seen: unreachable(), verdict: "unknown" },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10250 },
      verdict: "not-applicable",
    },
  ]);
});
