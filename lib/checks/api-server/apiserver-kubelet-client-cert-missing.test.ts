import { describe } from "node:test";
import { hardened, hardenedConfiguration, kubelet, withKubeletConfig, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverKubeletClientCertMissing as check } from "./apiserver-kubelet-client-cert-missing.ts";
import { k3sServer, managedRow, rowsWithoutFlags, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

const none = { "--kubelet-client-certificate": null, "--kubelet-client-key": null };
const open = withPort(hardened(), "worker-1", 10250, {
  state: "open",
  service: "kubelet",
  kubelet: kubelet({ access: "open" }),
});
const anonymous = withKubeletConfig(hardened(), "worker-2", {
  ...hardenedConfiguration,
  authentication: { anonymous: { enabled: true } },
});

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "neither is set",
      seen: withApiServerFlags(none),
      verdict: "fail",
      severity: "medium",
      says: /are not set/,
    },
    {
      when: "the key is missing",
      seen: withApiServerFlags({ "--kubelet-client-key": null }),
      verdict: "fail",
      severity: "medium",
      says: /--kubelet-client-key is not set/,
    },
    {
      when: "a kubelet answers strangers",
      seen: withApiServerFlags(none, open),
      verdict: "fail",
      severity: "high",
      says: /worker-1/,
    },
    {
      when: "a kubelet is set to let strangers in",
      seen: withApiServerFlags(none, anonymous),
      verdict: "fail",
      severity: "high",
      says: /worker-2/,
    },
    { when: "both are set", seen: withApiServerFlags(), verdict: "pass" },
    { when: "both are set and a kubelet is open all the same", seen: withApiServerFlags({}, open), verdict: "pass" },
    { when: "a k3s server overrides nothing", seen: k3sServer(), verdict: "pass" },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);
});
