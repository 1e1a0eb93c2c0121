import { describe } from "node:test";
import { hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { rbacPodExecPortforward as check } from "./rbac-pod-exec-portforward.ts";
import { account, granting, rule, user, withRbac } from "./sample-rbac.ts";

const exec = [rule(["create"], ["pods/exec"])];
const getOnly = withRbac(granting({ to: account("viewer"), rules: [rule(["get"], ["pods/exec"])] }));
const on = (version: string | null) => withInventory(getOnly, { cluster: { ...getOnly.inventory.cluster, version } });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a ServiceAccount may exec in the whole cluster",
      seen: withRbac(granting({ to: account("ci"), rules: exec })),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "a ServiceAccount may exec in another namespace",
      seen: withRbac(granting({ to: account("ci", "ci"), rules: exec, namespace: "shop" })),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a ServiceAccount may exec in kube-system",
      seen: withRbac(granting({ to: account("ci", "ci"), rules: exec, namespace: "kube-system" })),
      verdict: "fail",
      severity: "high",
    },
    { when: "get opens a shell before 1.35", seen: on("v1.34.2"), verdict: "fail", severity: "high", says: /shells/ },
    { when: "get opens none from 1.35 on", seen: on("v1.35.0"), verdict: "pass" },
    {
      when: "a named user may exec in one namespace",
      seen: withRbac(granting({ to: user("ada"), rules: exec, namespace: "shop" })),
      verdict: "pass",
    },
    {
      when: "a ServiceAccount may exec in its own namespace",
      seen: withRbac(granting({ to: account("ci", "ci"), rules: exec, namespace: "ci" })),
      verdict: "pass",
    },
    { when: "nobody may", seen: hardened(), verdict: "pass" },
    { when: "the version is not known", seen: on(null), verdict: "unknown", says: /version/ },
    { when: "roles could not be read", seen: withRbac(null), verdict: "unknown" },
  ]);
});
