import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RightHolder } from "../../domain/rbac.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { kubernetesMinor } from "../static-pods.ts";
import { notApplicable, unknown } from "../verdicts.ts";
import { bindingSubjects, judgeBinding, rbacNeeds } from "./binding-subjects.ts";
import { bindFineGrained, fineGrainedFiles, grantFineGrained, takeBack } from "./fine-grained-grant.ts";
import { nodesProxy } from "./rbac-nodes-proxy.ts";
import { asHolder, rbacRemediation, roleWords } from "./rbac-remediation.ts";

/** KubeletFineGrainedAuthz is on by default from this minor on. */
const firstMinor = 33;

const question = { rights: [nodesProxy], isWrong: ({ expected }: RightHolder) => !expected };

function judge(subject: Subject, evidence: Evidence): Judgement {
  const versions = evidence.inventory.nodes.map(({ name, kubeletVersion }) => ({ name, kubeletVersion }));
  const minors = versions.map(({ kubeletVersion }) => kubernetesMinor(kubeletVersion));
  if (minors.length === 0 || minors.includes(null))
    return unknown('The version of a kubelet is not known: grant "list nodes", or wait until every node has reported.');
  const old = versions.filter((_, index) => (minors[index] ?? 0) < firstMinor);
  if (old.length > 0) {
    const item = inventoryItem(
      "Versions of the kubelets",
      `${old.length} of ${versions.length} before 1.${firstMinor}`,
      evidence.inventory.at,
    );
    const [first] = old;
    return notApplicable(
      `${first?.name} runs ${first?.kubeletVersion}: the fine-grained subresources need 1.${firstMinor} on every node.`,
      [item],
    );
  }
  return judgeBinding(subject, evidence, {
    ...question,
    can: "holds nodes/proxy though every kubelet here knows the fine-grained subresources",
    severity: () => "info",
  });
}

const remediation = rbacRemediation({
  summary: "Replace nodes/proxy by the fine-grained subresources, which every kubelet of this cluster knows.",
  steps: (context) => [
    grantFineGrained(
      `Take what ${context.values.holder ?? context.subject.name} reads out of this rule, and leave out the rest.`,
    ),
    bindFineGrained(context),
    {
      text: "Remove nodes/proxy from its role, and let the caller ask the kubelet directly instead of through the API server.",
      language: "bash",
      code: `kubectl apply ${fineGrainedFiles}\nkubectl edit ${roleWords(context)}`,
    },
  ],
  verify: (context) => ({
    command: `kubectl auth can-i get nodes --subresource=proxy ${asHolder(context)}`,
    expect: "no",
  }),
  undo: takeBack,
});

export const rbacNodesProxyReplaceable = defineCheck({
  id: "rbac-nodes-proxy-replaceable",
  component: "rbac",
  tier: 2,
  kind: "config",
  title: "No role keeps nodes/proxy where finer kubelet permissions would do",
  headline: ({ name }) => `${name} keeps nodes/proxy though finer permissions exist on this version`,
  needs: [...rbacNeeds, "list nodes"],
  severity: {
    byVantage: null,
    base: "info",
    rule: "Information: it carries the rule that replaces the dangerous one.",
  },
  rationale:
    "Since 1.33 the kubelet asks for nodes/pods, nodes/configz and nodes/healthz before it falls back to nodes/proxy, so that monitoring no longer needs a right that runs commands.",
  subjects: (evidence) => bindingSubjects(evidence, question),
  judge,
  ...remediation,
  tradeoffs: [
    "Calls through /api/v1/nodes/NAME/proxy still need nodes/proxy: agents have to ask the kubelet directly.",
  ],
  failureModes: ["In a pool of mixed versions an old kubelet answers 403."],
  closes: ["nodes-proxy"],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §5.1.10"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1078"],
    cwe: ["CWE-250"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
    tools: [],
  },
});
