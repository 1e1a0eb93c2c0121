import { describe } from "node:test";
import { hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { rbacAnonymousOrAuthenticatedBinding as check } from "./rbac-anonymous-or-authenticated-binding.ts";
import { bindingOf, cluster, granting, group, rule, user, withRbac } from "./sample-rbac.ts";

const read = [rule(["get", "list"], ["pods"])];
const toStrangers = (rules = read) => withRbac(granting({ to: user("system:anonymous"), rules }));
const toAll = withRbac(granting({ to: group("system:authenticated"), rules: [rule(["*"], ["*"])] }));
const gke = withInventory(toAll, { cluster: { ...toAll.inventory.cluster, distribution: "gke" } });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "strangers may read pods",
      seen: toStrangers(),
      verdict: "fail",
      severity: "high",
      says: /system:anonymous has the role agent/,
    },
    {
      when: "strangers may read secrets",
      seen: toStrangers([rule(["get"], ["secrets"])]),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "strangers may write",
      seen: toStrangers([rule(["create"], ["pods"])]),
      verdict: "fail",
      severity: "critical",
    },
    { when: "everybody with a credential may do anything", seen: toAll, verdict: "fail", severity: "high" },
    { when: "on GKE any Google account may do anything", seen: gke, verdict: "fail", severity: "critical" },
    {
      when: "the role behind it is not known",
      seen: withRbac({ ...granting({ to: user("system:anonymous"), rules: read }), roles: [] }),
      verdict: "fail",
      severity: "high",
      says: /could not be found/,
    },
    {
      when: "only what Kubernetes binds is there",
      seen: withRbac(
        granting({ to: group("system:authenticated"), rules: read, name: "system:discovery", builtIn: true }),
      ),
      verdict: "pass",
    },
    { when: "nothing is bound to everybody", seen: hardened(), verdict: "pass" },
    { when: "the binding is gone", seen: hardened(), subject: bindingOf(), verdict: "pass" },
    { when: "each binding is judged by itself", seen: toAll, subject: cluster, verdict: "not-applicable" },
    { when: "bindings could not be read", seen: withRbac(null), verdict: "unknown" },
  ]);
});
