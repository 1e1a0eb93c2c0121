import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { approve, close, closingNodePort, kubectlService } from "./service-remediation.ts";

/** A private way in for those who administer it. */
function forward(context: RemediationContext): RemediationStep {
  const { namespace = "default", name } = context.subject;
  return {
    text: "Who administers it reaches it through the API server, with an identity of their own and without any open port.",
    language: "bash",
    code: `kubectl -n ${shellQuote(namespace)} port-forward ${shellQuote(`service/${name}`)} ${shellQuote(`:${context.values.servicePort ?? context.port}`)}`,
  };
}

function policy({ subject, values }: RemediationContext): RemediationStep {
  const selector = selectorOf(values.selector);
  const labels = selector.length > 0 ? selector : [`app: ${backend}`];
  const namespace = JSON.stringify(subject.namespace ?? "default");
  const lines = [
    "apiVersion: networking.k8s.io/v1",
    "kind: NetworkPolicy",
    "metadata:",
    `  name: ${JSON.stringify(`${subject.name}-clients`)}`,
    `  namespace: ${namespace}`,
    "spec:",
    "  podSelector:",
    "    matchLabels:",
    ...labels.map((label) => `      ${label}`),
    "  policyTypes: [Ingress]",
    "  ingress:",
    "    - from:",
    "        - podSelector:",
    "            matchLabels:",
    "              app: CLIENT",
  ];
  return {
    text:
      selector.length > 0
        ? "Admit only its real clients; put their labels for app: CLIENT."
        : "Admit only its real clients; put the labels of the backend and of its clients for BACKEND and CLIENT.",
    language: "yaml",
    file: "networkpolicy.yaml",
    code: lines.join("\n"),
  };
}

const backend = "BACKEND";

/** The labels that the Service selects by, as lines of YAML; none where it has no selector. */
function selectorOf(text: string | undefined): string[] {
  const given: unknown = text === undefined ? null : JSON.parse(text);
  if (typeof given !== "object" || given === null) return [];
  return Object.entries(given).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(String(value))}`);
}

/** Closing the node port of something that should never have had one. */
export function backendRemediation(verify: (context: RemediationContext) => Remediation["verify"]) {
  return closingNodePort({
    own: {},
    generic: (context) => ({
      summary: "Take the data store or console off the nodes, then change its credentials.",
      steps: [
        ...close(context),
        forward(context),
        policy(context),
        { text: "Treat its credentials as known to others: change them, and read its logs for strangers." },
        approve(context),
      ],
      undo: `Set the type back to NodePort with the same nodePort: ${kubectlService(context, "edit")}.`,
    }),
    verify,
  });
}
