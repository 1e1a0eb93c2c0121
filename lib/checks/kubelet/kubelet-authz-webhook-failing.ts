import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { proofItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { kubeletsAt, wireSilence, withAccess } from "./kubelet-endpoint.ts";
import { effectiveValue } from "./kubelet-settings.ts";
import { nodeInWords, nodeWord } from "./node-words.ts";

const asked = /^\/(pods|healthz|metrics)\b/;
const counts = new WeakMap<Evidence, { failing: number; told: number }>();

/** How many kubelets could not ask, of those that told; counted once a scan. */
function countFailing(evidence: Evidence): { failing: number; told: number } {
  const known = counts.get(evidence);
  if (known) return known;
  const kubelets = evidence.observations.filter(
    ({ kubelet, state }) => state === "open" && kubelet?.endpoint === "api",
  );
  const nodesOf = (list: readonly Observation[]) => new Set(list.map(({ node }) => node)).size;
  const counted = { failing: nodesOf(withAccess(kubelets, "authorization-error")), told: nodesOf(kubelets) };
  counts.set(evidence, counted);
  return counted;
}

const judge: Check["judge"] = (subject, evidence) => {
  const kubelets = kubeletsAt(evidence, subject);
  const failing = withAccess(kubelets, "authorization-error");
  const node = evidence.node(subject.name);
  const ready = inventoryItem(
    `Ready condition of node/${subject.name}`,
    node?.ready === null || node === undefined ? "Unknown" : String(node.ready),
    evidence.inventory.at,
    failing.length === 0,
  );
  if (failing.length > 0) {
    const { failing: count, told } = countFailing(evidence);
    const isWide = count * 3 > told && told > 1;
    return fail({
      reason: `The kubelet answered 500 "Authorization error": it could not ask the API server. ${count} of ${told} kubelets do so.`,
      evidence: [...proofItems(failing, asked), ready],
      severity: isWide ? "high" : "medium",
      vantage: failing[0]?.vantage,
    });
  }
  if (effectiveValue(evidence, subject.name, "authorization.mode") === "AlwaysAllow")
    return notApplicable("With AlwaysAllow the kubelet asks nobody; see kubelet-authz-always-allow.");
  const decided = withAccess(kubelets, "forbidden-anonymous");
  if (decided.length > 0)
    return pass(
      "The kubelet asked the API server and was answered (403).",
      proofItems(decided, asked),
      decided[0]?.vantage,
    );
  if (node?.ready === true)
    return pass(
      kubelets.length > 0
        ? "The kubelet reports to the API server (the node is Ready), and no request ended in an authorisation error."
        : "The kubelet reports to the API server (the node is Ready); it was not seen to answer a request itself.",
      [ready],
    );
  if (node?.ready === null && kubelets.length > 0)
    return fail({
      reason: "The kubelet answers, but it has stopped reporting to the API server (Ready is Unknown).",
      evidence: [ready, ...proofItems(kubelets, asked).map((item) => ({ ...item, decisive: false }))],
      severity: "medium",
      vantage: kubelets[0]?.vantage,
    });
  return unknown(
    `Whether the kubelet of ${subject.name} can ask the API server is not known. ${wireSilence(evidence, subject)}`,
    [ready],
  );
};

const steps = (context: RemediationContext) => [
  {
    text: `From ${nodeInWords(context)}, see whether the API server can be reached (set server to the address in the kubelet's kubeconfig).`,
    language: "bash" as const,
    code: `grep -Hs server: /etc/kubernetes/kubelet.conf /var/lib/kubelet/kubeconfig\ncurl -sk -m 5 "$server/livez"; echo`,
  },
  {
    text: "See whether the kubelet's own client certificate is still valid, and what it says.",
    language: "bash" as const,
    code: "sudo openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -enddate\nsudo journalctl -u kubelet -n 100 --no-pager",
  },
  {
    text: "See that the API server serves the reviews that kubelets ask for.",
    language: "bash" as const,
    code: "kubectl api-resources --api-group=authorization.k8s.io\nkubectl api-resources --api-group=authentication.k8s.io",
  },
  { text: "Never set the mode to AlwaysAllow as a workaround: it opens every container on the node to every token." },
];

export const kubeletAuthzWebhookFailing = defineCheck({
  id: "kubelet-authz-webhook-failing",
  component: "kubelet",
  tier: 2,
  kind: "hybrid",
  title: "Kubelet can ask the API server about its callers",
  headline: ({ name }) => `Kubelet on ${name} cannot ask the API server about its callers`,
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "medium"],
    rule: "It is about availability; high where more than a third of the kubelets that answered show it.",
  },
  rationale:
    "With Webhook the kubelet answers nobody once its cached decisions expire, so exec and logs are gone just when they are needed. In haste some teams then switch to AlwaysAllow.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {},
    generic: (context) => ({
      summary: "Restore the way from the node to the API server.",
      steps: steps(context),
      undo: "Nothing is changed by looking; take back whatever rule or certificate you put right if it was not the cause.",
    }),
    verify: (context) => ({
      command: `kubectl get ${nodeWord(context)} -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}' && kubectl get --raw ${shellQuote(`/api/v1/nodes/${encodeURIComponent(context.nodeName ?? context.address)}/proxy/healthz`)}`,
      expect: "True, then ok",
    }),
  }),
  settings: { component: "kubelet", names: ["authorization.mode", "authorization.webhook.cacheAuthorizedTTL"] },
  severityDiffers: "No other tool looks for it.",
  tradeoffs: ["A longer life of granted decisions bridges short outages, at the price of slower revocation."],
  failureModes: ["A load balancer before the API server drops idle connections, so that it fails now and then only."],
  references: {
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1499"],
    ms: ["MS-TA9040 Denial of service"],
    cwe: ["CWE-636"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  },
});
