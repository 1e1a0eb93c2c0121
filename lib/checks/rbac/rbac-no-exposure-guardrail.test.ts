import { describe } from "node:test";
import type { Admission } from "../../domain/cluster-policy.ts";
import { hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { rbacNoExposureGuardrail as check } from "./rbac-no-exposure-guardrail.ts";

const guard: Admission["policies"][number] = {
  name: "no-exposed-services",
  uid: "uid-policy",
  resources: ["v1 services"],
  expressions: ['object.spec.type != "NodePort"'],
  bound: true,
  actions: ["Deny"],
};
const namespace = (enforce?: string) => ({
  name: "shop",
  uid: "uid-shop",
  labels: enforce ? { "pod-security.kubernetes.io/enforce": enforce } : {},
  createdAt: null,
});
const having = (admission: Partial<Admission> | null, enforce?: string, seen = hardened()) =>
  withInventory(seen, {
    admission: admission && { policies: [], webhooks: [], engines: [], ...admission },
    namespaces: [namespace(enforce)],
  });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "nothing stands in the way",
      seen: having({}),
      verdict: "fail",
      severity: "medium",
      says: /no admission policy.*1 namespace lets/,
    },
    {
      when: "Services are refused and host ports are not",
      seen: having({ policies: [guard] }),
      verdict: "fail",
      severity: "medium",
      says: /host ports/,
    },
    {
      when: "the policy is not bound",
      seen: having({ policies: [{ ...guard, bound: false }] }, "baseline"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "the policy only warns",
      seen: having({ policies: [{ ...guard, actions: ["Warn"] }] }, "baseline"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "Services are refused and Pod Security is enforced",
      seen: having({ policies: [guard] }, "restricted"),
      verdict: "pass",
    },
    {
      when: "a policy engine may refuse them by its own rules",
      seen: having({ engines: ["kyverno"] }),
      verdict: "unknown",
      says: /kyverno/,
    },
    {
      when: "policies could not be read",
      seen: having(null),
      verdict: "unknown",
      says: /list validatingadmissionpolicies/,
    },
  ]);
});
