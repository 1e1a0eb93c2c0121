import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { countIn } from "../counting-command.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const summary =
  "Move to a maintained ingress or Gateway controller; until then fix the build or switch the webhook off.";
const namespaceOf = ({ subject }: RemediationContext) => subject.namespace ?? "ingress-nginx";

const migrate = ({ clusterName }: RemediationContext): RemediationStep => ({
  text: `On ${clusterName}, plan the move: list the Ingresses that name this controller, and bring them to another controller or to the Gateway API.`,
  language: "bash",
  code: "kubectl get ingress -A -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name,CLASS:.spec.ingressClassName",
});

const generic: FixFor = (context) => ({
  summary,
  steps: [
    migrate(context),
    {
      text: "In between, a build with the fix (1.11.5, 1.12.1 or later), or no webhook.",
      language: "bash",
      code: `helm -n ${shellQuote(namespaceOf(context))} upgrade ingress-nginx ingress-nginx --repo https://kubernetes.github.io/ingress-nginx --reuse-values --set controller.admissionWebhooks.enabled=false`,
    },
    {
      text: "Where the webhook stays, let only the API servers reach 8443 of the controller's pods: they call it from the addresses of the control plane.",
    },
  ],
  undo: "helm rollback ingress-nginx, which brings the webhook back.",
});

const rke2: FixFor = (context) => ({
  summary,
  steps: [
    migrate(context),
    {
      text: "On a server, switch the webhook of the packaged controller off; RKE2 applies the file by itself.",
      file: "/var/lib/rancher/rke2/server/manifests/rke2-ingress-nginx-config.yaml",
      language: "yaml",
      code: `apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata:
  name: rke2-ingress-nginx
  namespace: kube-system
spec:
  valuesContent: |-
    controller:
      admissionWebhooks:
        enabled: false`,
    },
  ],
  undo: "Take the file away again; RKE2 restores the chart's own values.",
});

/** What to do about a webhook that runs what it is sent. */
export const ingressRemediation = remediationBy({
  own: { rke2 },
  generic,
  verify: () => ({
    command: countIn("kubectl get validatingwebhookconfiguration -o name", "ingress-nginx"),
    expect: "0; or nc -zv -w 3 to port 8443 of a controller pod times out from a test pod",
  }),
});
