import type { Judgement } from "../../domain/check.ts";
import type { RemediationStep } from "../../domain/remediation.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { ciliumAllowNeeds } from "./cilium-manifests.ts";
import { allowNeeds, toYaml } from "./kubernetes-manifests.ts";
import { makePlan } from "./make-plan.ts";
import { groupsItem, type NamespaceCase, namespaceSubjects, onNamespace, policyNeeds } from "./namespace-subjects.ts";
import { countPods } from "./pod-groups.ts";
import { type PolicyPlan, planOf, planValues } from "./policy-plan.ts";
import { applyStep, filesOf, namespaceWord, undoOf } from "./policy-words.ts";
import { gapsOf } from "./required-traffic.ts";

function judge(found: NamespaceCase): Judgement {
  const { namespace, groups, view } = found;
  if (view.engine.enforces === false)
    return notApplicable(`${view.engine.name} enforces no policy, so that none can break anything in ${namespace}.`);
  const isolated = groups.filter((group) => view.selecting("egress", group).length > 0);
  if (isolated.length === 0)
    return notApplicable(
      `No policy closes egress of pods of ${namespace}, so that none can take from them what they need.`,
    );
  const gaps = isolated.flatMap((group) => gapsOf(group, found));
  const broken = gaps.filter(({ certain }) => certain);
  const [first] = broken;
  const sent = `ways from ${counted(countPods(isolated), "pod")} of ${namespace} with closed egress to DNS, the API server and the kubelets they read`;
  if (first) {
    const production = isProduction(found);
    const policies = [...new Set(broken.flatMap((gap) => gap.policies))];
    return fail({
      reason: `Policies of ${namespace} keep pods from ${first.what}: ${first.because}${production ? "; the namespace is in production" : ""}.`,
      evidence: [
        groupsItem(
          found,
          sent,
          [...new Set(broken.map(({ group }) => group))],
          `denied: ${[...new Set(broken.map(({ what }) => what))].slice(0, 3).join(", ")}`,
          [
            ...[...new Set(broken.map(({ what, because }) => `${what}: ${because}`))].slice(0, 10),
            `denied by: ${policies.slice(0, 10).join(", ")}`,
          ],
        ),
      ],
      severity: production ? "medium" : "low",
      values: planValues(makePlan(found)),
    });
  }
  const [doubt] = gaps;
  if (doubt)
    return unknown(
      `Whether pods of ${namespace} reach ${doubt.what} cannot be told; try it from a pod, as the verification does.`,
      [groupsItem(found, sent, [doubt.group], "cannot be told", [doubt.because])],
    );
  return pass(
    `Policies of ${namespace} leave its pods the way to DNS, and to the API server and kubelets where they need them.`,
    [groupsItem(found, sent, isolated, "all allowed")],
  );
}

/** By the usual labels of environments, else by a part of the name. */
function isProduction({ namespace, view }: NamespaceCase): boolean {
  const labels = view.namespaces.get(namespace)?.labels ?? {};
  const said = ["env", "environment", "stage", "app.kubernetes.io/environment"].map((key) => labels[key]);
  return said.some((value) => value !== undefined && /^prod/i.test(value)) || /(^|-)prod(uction)?($|-)/.test(namespace);
}

function allowingSteps(plan: PolicyPlan): RemediationStep[] {
  const code = plan.engine === "cilium" ? toYaml(...ciliumAllowNeeds(plan)) : toYaml(...allowNeeds(plan));
  return [
    {
      text: "Policies add up: these open DNS, the API server by its endpoints, and the kubelets for programs that read them. They isolate no pod that was open before.",
      language: "yaml",
      code,
      file: "allow-dns-and-api.yaml",
    },
    {
      text: "Where a deny of Cilium, Calico or an AdminNetworkPolicy refuses it, no further allow helps: take it out of the policy that the evidence names.",
    },
  ];
}

export const netpolBreaksRequiredTraffic = defineCheck({
  id: "netpol-breaks-required-traffic",
  component: "network-policy",
  tier: 1,
  kind: "hybrid",
  title: "Policies leave pods the way to DNS, the API server and monitoring's targets",
  headline: ({ name }) => `Policies of namespace ${name} block traffic that its pods need`,
  needs: policyNeeds,
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "A matter of availability: low, medium in a namespace that is labelled or named as production.",
  },
  rationale: "A hardening rule that breaks DNS or metrics is rolled back in anger and leaves the cluster open again.",
  subjects: namespaceSubjects,
  judge: onNamespace(judge),
  ...remediationBy({
    own: {},
    generic: (context) => {
      const steps = allowingSteps(planOf(context));
      return {
        summary: `Open DNS, the API server's endpoints and monitoring's targets to the pods of ${context.subject.name}, in one namespace first.`,
        steps: [...steps, applyStep(context, filesOf(steps))],
        undo: undoOf(filesOf(steps)),
      };
    },
    verify: (context) => ({
      command: `kubectl -n ${namespaceWord(context)} run netpol-check --rm -i --restart=Never --image=busybox:1.36 -- sh -c 'nslookup kubernetes.default && nc -zv -w 3 kubernetes.default 443'`,
      expect: "both succeed",
    }),
  }),
  tradeoffs: ["Endpoints of the API server change when the control plane is replaced: generate the rule anew then."],
  failureModes: [
    "Gaps in metrics, and alerts for missing data points, before anybody looks at the policy.",
    "A rule for the API's Service address works on a network that looks at packets before they are translated, and fails after the next change of network.",
    "A pod that calls the API with a token of its own, without rights by RBAC, is not noticed here.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
      "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/",
    ],
  },
});
