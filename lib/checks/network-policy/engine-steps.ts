import type { RemediationStep } from "../../domain/remediation.ts";
import { calicoDenyEgress } from "./calico-manifests.ts";
import { ciliumDenyEgress, ciliumDenyIngress } from "./cilium-manifests.ts";
import { defaultDenyEgress, defaultDenyIngress, toYaml } from "./kubernetes-manifests.ts";
import type { PolicyPlan } from "./policy-plan.ts";

function yaml(text: string, code: string, file: string): RemediationStep {
  return { text, language: "yaml", code, file };
}

function apiNote(plan: PolicyPlan): string {
  return plan.apiServers.length === 0
    ? " The addresses of the API server are not known here, so that its ports are opened to every address: narrow that to the addresses of kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes."
    : "";
}

/** Default deny of egress in the words of the cluster's own engine. */
export function egressSteps(plan: PolicyPlan): RemediationStep[] {
  const what = "lets pods ask for names, call the API server and reach their own namespace, and nothing else";
  if (plan.engine === "cilium")
    return [
      yaml(
        `This CiliumNetworkPolicy ${what}. It names the API server by Cilium's entity, since blocks of addresses do not match nodes there.`,
        toYaml(...ciliumDenyEgress(plan)),
        "default-deny-egress.yaml",
      ),
    ];
  const kubernetes = yaml(
    `This NetworkPolicy ${what}. Add a rule for each further peer.${apiNote(plan)}`,
    toYaml(...defaultDenyEgress(plan)),
    "default-deny-egress.yaml",
  );
  if (plan.engine === "api") return [kubernetes];
  const calico = yaml(
    "The same in Calico's own words, to be used instead where you keep your policies with calicoctl.",
    toYaml(...calicoDenyEgress(plan)),
    "calico-default-deny-egress.yaml",
  );
  return [kubernetes, calico];
}

/** Default deny of ingress, with the ports of exposed Services kept open. */
export function ingressSteps(plan: PolicyPlan): RemediationStep[] {
  const open = plan.exposed.map(({ service }) => service);
  const kept = open.length > 0 ? ` The ports of ${open.join(", ")}, which lead in from outside, stay open.` : "";
  const text = `lets pods of the namespace reach each other and refuses everybody else.${kept} Add a rule for each namespace that has to call in, such as the ingress controller's and monitoring's.`;
  const code = plan.engine === "cilium" ? toYaml(...ciliumDenyIngress(plan)) : toYaml(...defaultDenyIngress(plan));
  const kind = plan.engine === "cilium" ? "CiliumNetworkPolicy" : "NetworkPolicy";
  return [yaml(`This ${kind} ${text}`, code, "default-deny-ingress.yaml")];
}
