import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RbacBinding, RbacRole } from "../../domain/rbac.ts";
import type { Severity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { clusterSubject, rbacNeeds } from "./binding-subjects.ts";
import { bindingWords, rbacRemediation } from "./rbac-remediation.ts";

const strangers = new Set(["system:anonymous", "system:unauthenticated"]);
const everyone = new Set([...strangers, "system:authenticated", "system:serviceaccounts"]);

/** Roles that Kubernetes and its installers give to everybody: discovery, version, health, cluster-info for joins. */
const shipped = new Set([
  "system:discovery",
  "system:basic-user",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
  "kubeadm:bootstrap-signer-clusterinfo",
]);

interface Granted {
  binding: RbacBinding;
  role: RbacRole | undefined;
  to: string[];
}

function grantsToEveryone({ inventory }: Evidence): Granted[] {
  const { bindings = [], roles = [] } = inventory.rbac ?? {};
  return bindings.flatMap((binding) => {
    const to = binding.subjects
      .filter(({ kind, name }) => kind !== "ServiceAccount" && everyone.has(name))
      .map(({ name }) => name);
    if (to.length === 0 || shipped.has(binding.roleRef.name)) return [];
    const namespace = binding.roleRef.kind === "Role" ? binding.namespace : null;
    const role = roles.find(
      ({ kind, name, namespace: home }) =>
        kind === binding.roleRef.kind && name === binding.roleRef.name && home === namespace,
    );
    return [{ binding, role, to }];
  });
}

const readOnly = new Set(["get", "list", "watch"]);

/** Writing, secrets, nodes/proxy: what a stranger must never have. */
function isDangerous(role: RbacRole | undefined): boolean {
  return (role?.rules ?? []).some(
    ({ verbs, resources }) =>
      verbs.some((verb) => !readOnly.has(verb)) ||
      resources.some((resource) => ["*", "secrets", "nodes/proxy"].includes(resource)),
  );
}

function severityOf({ to, role }: Granted, evidence: Evidence): Severity {
  const isStranger = to.some((name) => strangers.has(name));
  // On GKE any Google account authenticates.
  const isOpenHouse = evidence.inventory.cluster.distribution === "gke" && to.includes("system:authenticated");
  return (isStranger || isOpenHouse) && isDangerous(role) ? "critical" : "high";
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { inventory } = evidence;
  if (!inventory.rbac)
    return unknown(`Bindings could not be read: grant ${rbacNeeds.map((need) => `"${need}"`).join(", ")}.`);
  const granted = grantsToEveryone(evidence);
  const counted = inventoryItem(
    "Bindings to everybody",
    `${granted.length} beside those that Kubernetes comes with`,
    inventory.at,
  );
  if (subject.kind === "Cluster") {
    if (granted.length > 0) return notApplicable("Each binding to everybody is judged by itself.");
    return pass("Only the bindings that Kubernetes itself makes name everybody.", [counted]);
  }
  const here = granted.find(({ binding }) => binding.uid === subject.uid);
  if (!here) return pass(`${subject.name} names nobody that is everybody.`, [counted]);
  const rules = (here.role?.rules ?? []).map(
    ({ verbs, resources, nonResourceURLs }) =>
      `${verbs.join(", ")} on ${[...resources, ...nonResourceURLs].join(", ")}`,
  );
  const item = inventoryItem(
    `${here.binding.kind} ${subject.name}`,
    `${here.to.join(", ")} → ${here.binding.roleRef.kind} ${here.binding.roleRef.name}`,
    inventory.at,
  );
  return fail({
    reason: `${here.to.join(" and ")} ${here.to.length > 1 ? "have" : "has"} the role ${here.binding.roleRef.name}${here.role ? "" : ", whose rules could not be found"}.`,
    evidence: [rules.length > 0 ? { ...item, detail: rules.slice(0, 20) } : item],
    severity: severityOf(here, evidence),
    values: { everyone: here.to[0] ?? "system:anonymous" },
  });
}

function subjects(evidence: Evidence): Subject[] {
  const found = grantsToEveryone(evidence).map(
    ({ binding: { kind, uid, name, namespace } }): Subject => ({
      kind,
      uid,
      name,
      ...(namespace === null ? {} : { namespace }),
    }),
  );
  return found.length > 0 ? found : [clusterSubject(evidence)];
}

const remediation = rbacRemediation({
  summary: "Delete the binding, and bind named groups or ServiceAccounts instead.",
  steps: (context) => [
    {
      text: `Delete ${context.subject.name}.`,
      language: "bash",
      code:
        context.subject.kind === "Cluster"
          ? `kubectl get ${bindingWords(context)} -o wide`
          : `kubectl delete ${bindingWords(context)}`,
    },
    ...(context.distribution === "gke"
      ? [
          {
            text: "On GKE, keep such bindings from having any effect at all. Put the cluster's name and location.",
            language: "bash" as const,
            code: "gcloud container clusters update CLUSTER --location=LOCATION --no-enable-insecure-binding-system-authenticated --no-enable-insecure-binding-system-unauthenticated",
          },
        ]
      : []),
  ],
  verify: ({ values }) => ({
    command: `kubectl auth can-i --list --as=system:anonymous ${values.everyone && !strangers.has(values.everyone) ? shellQuote(`--as-group=${values.everyone}`) : "--as-group=system:unauthenticated"}`,
    expect: "only selfsubjectreviews, and health and version paths",
  }),
  undo: () => "kubectl apply -f rbac-before.yaml",
});

export const rbacAnonymousOrAuthenticatedBinding = defineCheck({
  id: "rbac-anonymous-or-authenticated-binding",
  component: "rbac",
  tier: 1,
  kind: "config",
  title: "No role is bound to everybody beyond what Kubernetes itself binds",
  headline: ({ name }) => `${name} gives a role to everybody`,
  needs: rbacNeeds,
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "high"],
    rule: "Critical where strangers (on GKE any Google account) may write, read secrets or open nodes/proxy.",
  },
  rationale:
    "With anonymous access of a kubelet on, such a binding opens port 10250 as well, because the kubelet asks the API server about the same names.",
  subjects,
  judge,
  ...remediation,
  tradeoffs: ["Dashboards that are open to everybody stop."],
  failureModes: [
    "Issuer discovery of ServiceAccounts for workload identity needs its own binding, which is one of those that stay.",
  ],
  closes: ["api-server-anonymous", "kubelet-anonymous"],
  severityDiffers:
    "Other tools give one severity for any such binding; here it follows what the role allows and whether strangers have it.",
  references: {
    cis: ["CIS GKE v1.9 §4.1.8 §4.1.9 §4.1.10", "CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.1.1"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1078", "T1133"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-732"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
    tools: ["kubescape C-0262", "kubescape C-0265", "trivy KSV0122"],
  },
});
