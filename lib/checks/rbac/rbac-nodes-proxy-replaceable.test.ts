import { describe } from "node:test";
import { hardened, withNode } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { rbacNodesProxyReplaceable as check } from "./rbac-nodes-proxy-replaceable.ts";
import { account, granting, rule, withRbac } from "./sample-rbac.ts";

const held = withRbac(granting({ to: account("agent"), rules: [rule(["get"], ["nodes/proxy"])] }));

describe(check.id, () => {
  verdictTable(check, [
    { when: "every kubelet knows the finer permissions", seen: held, verdict: "fail", severity: "info" },
    { when: "nobody holds nodes/proxy", seen: hardened(), verdict: "pass" },
    {
      when: "one kubelet is older",
      seen: withNode(held, "worker-2", { kubeletVersion: "v1.32.4" }),
      verdict: "not-applicable",
      says: /worker-2 runs v1\.32\.4/,
    },
    { when: "a version is not known", seen: withNode(held, "worker-2", { kubeletVersion: null }), verdict: "unknown" },
    { when: "roles could not be read", seen: withRbac(null), verdict: "unknown" },
  ]);
});
