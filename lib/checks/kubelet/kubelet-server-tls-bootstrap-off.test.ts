import { describe } from "node:test";
import { withStaticPod } from "../api-server/sample-api-server.ts";
import { hardened, withInventory, withNode } from "../sample-evidence.ts";
import { kubeletServerTlsBootstrapOff as check } from "./kubelet-server-tls-bootstrap-off.ts";
import { configured, filtered, kubeletTable, pending, selfMade, serving } from "./sample-kubelets.ts";
import { gone, kubeletSource, sourced } from "./sample-settings.ts";

const unverified = serving({ verified: false, verifyError: "unable to verify the first certificate" }, hardened());
const off = configured({ serverTLSBootstrap: false }, unverified);
const scraper = {
  kind: "Deployment",
  namespace: "kube-system",
  name: "metrics-server",
  uid: "u",
  door: "kubelet-insecure-tls" as const,
  program: "metrics-server",
  where: "--kubelet-insecure-tls",
};

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "it is off and no file is named",
      seen: off,
      verdict: "fail",
      severity: "low",
      says: /no certificate is named/,
    },
    {
      when: "the API server verifies no kubelet",
      seen: withStaticPod("kube-apiserver", {}, off),
      verdict: "fail",
      severity: "medium",
      says: /goes without verification/,
    },
    {
      when: "a scraper skips verification",
      seen: withInventory(off, { consumers: [scraper] }),
      verdict: "fail",
      severity: "medium",
    },
    { when: "the certificate on the wire is self-made", seen: serving(selfMade), verdict: "fail", severity: "low" },
    {
      when: "the API server verifies kubelets",
      seen: withStaticPod("kube-apiserver", { "--kubelet-certificate-authority": "/ca.crt" }, off),
      verdict: "fail",
      severity: "low",
    },
    { when: "it is on", seen: hardened(), verdict: "pass" },
    { when: "its request waits for approval", seen: pending(), verdict: "pass" },
    {
      when: "a file is named",
      seen: configured({ serverTLSBootstrap: false, tlsCertFile: "/pki/kubelet.crt" }),
      verdict: "pass",
    },
    { when: "the configuration is unknown and the port filtered", seen: filtered(), verdict: "unknown" },
    {
      when: "only a file was read that leaves both out",
      seen: filtered(10250, sourced(kubeletSource("file", {}))),
      verdict: "unknown",
    },
    {
      when: "/configz names the file that the kubelet made itself",
      seen: configured({ serverTLSBootstrap: false, tlsCertFile: "/var/lib/kubelet/pki/kubelet.crt" }, unverified),
      verdict: "fail",
      severity: "low",
    },
    {
      when: "the authority signed what lies in that file",
      seen: configured({ serverTLSBootstrap: false, tlsCertFile: "/var/lib/kubelet/pki/kubelet.crt" }),
      verdict: "pass",
      says: /verifies/,
    },
    { when: "k3s issues it", seen: withNode(off, "worker-1", { distribution: "k3s" }), verdict: "not-applicable" },
    {
      when: "it is self-made on RKE2 all the same",
      seen: withNode(serving(selfMade), "worker-1", { distribution: "rke2" }),
      verdict: "fail",
      severity: "low",
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});
