import type { Judgement } from "../../domain/check.ts";
import type { RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { policyName } from "./engine/network-policy.ts";
import { egressSteps } from "./engine-steps.ts";
import { toYaml, withoutNodes } from "./kubernetes-manifests.ts";
import { makePlan } from "./make-plan.ts";
import {
  groupsItem,
  type NamespaceCase,
  namespaceSubjects,
  notEnforced,
  onNamespace,
  policyNeeds,
} from "./namespace-subjects.ts";
import { countPods, type PodGroup } from "./pod-groups.ts";
import { type PolicyPlan, planOf, planValues } from "./policy-plan.ts";
import { applyStep, copyStep, filesOf, namespaceWord, restoreOf, tryFrom, undoOf } from "./policy-words.ts";
import { withoutEverything } from "./rewrite-policy.ts";
import { internet, oddPorts } from "./strangers.ts";

type Egress =
  | { is: "open"; family: string; because: string[]; policies: string[] }
  | { is: "closed" }
  | { is: "doubt"; why: string };

/** Open where one family of addresses is reached at every place and port that was asked for. */
function egressOf(group: PodGroup, { view }: NamespaceCase): Egress {
  let doubt: Egress | null = null;
  for (const family of ["IPv4", "IPv6"] as const) {
    const answers = internet[family].flatMap((to) => oddPorts.map((port) => view.side("egress", group, to, port)));
    if (answers.some(({ verdict }) => verdict === "denied")) continue;
    const unsure = answers.find(({ verdict }) => verdict === "cannot-tell");
    const [first] = answers;
    if (unsure) doubt = { is: "doubt", why: unsure.because.join("; ") };
    else if (first) return { is: "open", family, because: first.because, policies: first.policies };
  }
  return doubt ?? { is: "closed" };
}

function judge(found: NamespaceCase): Judgement {
  const { namespace, groups, view } = found;
  const answers = groups.map((group) => ({ group, egress: egressOf(group, found) }));
  const open = answers.filter(({ egress }) => egress.is === "open");
  const sent = `egress of pods of ${namespace} to ${internet.IPv4.length + internet.IPv6.length} addresses of the internet on ${oddPorts.join(", ")}/TCP`;
  const first = open[0]?.egress;
  if (first?.is === "open") {
    const list = open.map(({ group }) => group);
    const unisolated = list.filter((group) => view.selecting("egress", group).length === 0);
    const allowing = [...new Set(open.flatMap(({ egress }) => (egress.is === "open" ? egress.policies : [])))];
    const why =
      unisolated.length > 0
        ? `no policy isolates ${unisolated.length === groups.length ? "any of them" : `${counted(countPods(unisolated), "pod")}`} for egress`
        : `${allowing.slice(0, 3).join(", ") || first.because.join("; ")} lets them reach every ${first.family} address on every port`;
    return fail({
      reason: `Egress of ${countPods(list)} of ${counted(countPods(groups), "pod")} of ${namespace} is unrestricted: ${why}.`,
      evidence: [
        groupsItem(found, sent, list, `all allowed (${first.family === "IPv4" ? "0.0.0.0/0" : "::/0"})`, [
          `allowed by: ${allowing.slice(0, 10).join(", ") || "no policy in the way"}`,
        ]),
      ],
      values: planValues({ ...makePlan(found), rewritten: narrowed(found, allowing) }),
    });
  }
  const [doubt] = answers.flatMap(({ egress }) => (egress.is === "doubt" ? [egress.why] : []));
  const item = groupsItem(found, sent, [], doubt ? "cannot be told" : "not all allowed");
  if (doubt) return unknown(`Whether egress of ${namespace} is restricted cannot be told: ${doubt}.`, [item]);
  return (
    notEnforced(found) ??
    pass(`Every pod of ${namespace} is isolated for egress, and none may reach everything.`, [item])
  );
}

function narrowingSteps(plan: PolicyPlan): RemediationStep[] {
  if (plan.rewritten.length === 0) return [];
  return [
    {
      text: "The policies that allow everything, without that rule. Put the networks and ports that the pods need in its place first.",
      language: "yaml",
      code: toYaml(...withoutNodes({ ...plan, readers: [] })),
      file: "without-everything.yaml",
    },
  ];
}

/** Kubernetes policies that allow everything, without that rule. */
function narrowed({ namespace, view }: NamespaceCase, allowing: readonly string[]) {
  return view.world
    .inNamespace("NetworkPolicy", namespace)
    .filter((policy) => allowing.includes(policyName(policy)))
    .map((policy) => withoutEverything(policy, []));
}

export const netpolNoDefaultDenyEgress = defineCheck({
  id: "netpol-no-default-deny-egress",
  component: "network-policy",
  tier: 2,
  kind: "config",
  title: "Pods of the namespace may open connections only to what they need",
  headline: ({ name }) => `Pods of namespace ${name} may open connections to any address and port`,
  needs: policyNeeds,
  severity: {
    byVantage: null,
    base: "medium",
    rule: "Medium: free egress is a step towards something else, and no door by itself.",
  },
  rationale: "Reaching kubelets, etcd, cloud metadata and attackers' servers all start with free egress.",
  subjects: namespaceSubjects,
  judge: onNamespace(judge),
  ...remediationBy({
    own: {},
    generic: (context) => {
      const plan = planOf(context);
      const created = egressSteps(plan);
      const changed = narrowingSteps(plan);
      const steps = [...created, ...changed];
      return {
        summary: `Close egress of ${context.subject.name} by default; open DNS, the API server and needed peers, and neither nodes nor 169.254.169.254.`,
        steps: [
          copyStep(context),
          ...steps,
          applyStep(context, filesOf(steps)),
          {
            text: "Policies only add up, so that a rule for 0.0.0.0/0 or ::/0 on all ports keeps egress open whatever stands beside it. Look for those that are left.",
            language: "bash",
            code: `kubectl -n ${namespaceWord(context)} get networkpolicies -o yaml | grep -nE -B3 -A8 '0\\.0\\.0\\.0/0|::/0'`,
          },
        ],
        undo: changed.length > 0 ? restoreOf(filesOf(created)) : undoOf(filesOf(created)),
      };
    },
    verify: (context) => ({
      command: tryFrom(namespaceWord(context), shellQuote(context.address), 10250),
      expect: "timed out",
    }),
  }),
  tradeoffs: [
    "Networks outside the cluster have to be kept up to date; rules by name need Cilium or Calico Enterprise.",
  ],
  failureModes: [
    "A rule for port 53 without a destination lets names be asked anywhere, so that data can leave through DNS.",
    "A policy that still allows everything keeps egress open whatever is added beside it.",
  ],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.3.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1041", "T1210"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-923"],
    urls: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
    tools: ["kubescape C-0030", "nuclei k8s-netpol-egress-rules"],
  },
});
