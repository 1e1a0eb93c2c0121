import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { ipBlockPolicies } from "./ip-block-policies.ts";
import { podsBehind } from "./pods-behind.ts";
import { kubectlService } from "./service-remediation.ts";
import { clusterSubject, needMissing, orCluster, serviceName, servicesMissing } from "./service-subjects.ts";

/** Programs whose allow lists and access logs are about the caller's address. */
const edge =
  /(^|[/-])(ingress-nginx|nginx-ingress|traefik|haproxy|haproxy-ingress|kubernetes-ingress|contour|envoy|kong|apisix|emissary|pilot|proxyv2)([-:/@]|$)/;

function subjects(evidence: Evidence): Subject[] {
  const { services } = evidence.inventory;
  if (services === null) return [clusterSubject(evidence)];
  const exposed = services.filter(isExposed);
  return orCluster(
    evidence,
    exposed.map(({ uid, name, namespace }) => ({ kind: "Service" as const, uid, name, namespace })),
  );
}

const isExposed = ({ type }: ClusterService) => type === "NodePort" || type === "LoadBalancer";

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { services, at } = evidence.inventory;
  if (services === null) return unknown(servicesMissing(evidence));
  if (subject.kind === "Cluster")
    return pass("Services could be listed; each that is exposed is judged by itself.", []);
  const service = services.find(({ uid }) => uid === subject.uid);
  if (!service || !isExposed(service))
    return notApplicable(`${serviceName(subject)} is exposed by no Service any more.`);
  const sent = `externalTrafficPolicy of Service ${serviceName(subject)}`;
  const item = inventoryItem(sent, service.externalTrafficPolicy ?? "not read", at);
  if (service.externalTrafficPolicy === "Local")
    return pass("It keeps the callers' addresses (externalTrafficPolicy Local).", [item]);
  if (service.externalTrafficPolicy === null)
    return unknown("Its externalTrafficPolicy was not read; scan the cluster through its API.", [item]);
  if (service.annotations["service.beta.kubernetes.io/aws-load-balancer-proxy-protocol"] === "*")
    return pass("Its load balancer hands the callers' addresses on by the proxy protocol.", [item]);
  return judgeCluster(service, evidence, item);
}

function judgeCluster(service: ClusterService, evidence: Evidence, item: ReturnType<typeof inventoryItem>): Judgement {
  const { at } = evidence.inventory;
  const pods = podsBehind(evidence, service);
  if (pods === null) return unknown(needMissing(evidence, "list pods", "What runs behind it is not known"), [item]);
  const policies = ipBlockPolicies(evidence, pods);
  if (policies === null)
    return unknown(needMissing(evidence, "list networkpolicies", "Policies by address are not known"), [item]);
  const program = pods.flatMap(({ containers }) => containers).find(({ image }) => edge.test(image));
  if (policies.length === 0 && !program)
    return pass("Its callers look like nodes to it, and nothing seen judges them by address.", [item]);
  if (keepsAddresses(evidence))
    return unknown(
      "Cilium carries node ports here and may keep the callers' addresses (DSR); look at its loadBalancer.mode.",
      [item],
    );
  const names = policies.map(({ namespace, name }) => `${namespace}/${name}`).join(", ");
  if (policies.length > 0)
    return fail({
      reason: `Source NAT makes every caller look like a node, so NetworkPolicy ${names} admits by addresses that it never sees.`,
      evidence: [item, inventoryItem("NetworkPolicies with ipBlock over its pods", names, at)],
      severity: "medium",
    });
  return fail({
    reason: `Source NAT makes every caller look like a node to ${program?.image}, whose logs and allow lists are about addresses.`,
    evidence: [item, inventoryItem("What runs behind it", program?.image ?? "", at)],
    severity: "low",
  });
}

/** Cilium in kube-proxy's place can answer callers directly. */
function keepsAddresses({ inventory }: Evidence): boolean {
  const isCilium = (inventory.workloads ?? []).some(({ kind, name }) => kind === "DaemonSet" && name === "cilium");
  return isCilium && inventory.kubeProxy === null;
}

export const nodeportSourceIpLost = defineCheck({
  id: "nodeport-source-ip-lost",
  component: "nodeport",
  tier: 3,
  kind: "config",
  title: "Exposed Services whose callers are judged by address keep those addresses",
  headline: (subject) => `Service ${serviceName(subject)} hides its callers' addresses from policies and logs`,
  needs: ["list services", "list pods", "list networkpolicies"],
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Low; medium where a NetworkPolicy admits by address and thereby fails.",
  },
  rationale:
    "Source NAT makes every caller look like a node, so that allow lists by address block all or admit all, and the logs of an incident name nobody.",
  subjects,
  judge,
  ...remediationBy({
    own: {},
    generic: (context) => ({
      summary: "Keep the callers' addresses: send traffic only to nodes that run a pod of it.",
      steps: [
        {
          text: "Spread its pods over the nodes first: nodes without a ready pod answer no more.",
          language: "bash",
          code: `${kubectlService(context, "get", " -o yaml")} > service.yaml`,
        },
        {
          text: "Set the policy. A load balancer needs to read healthCheckNodePort then, so that it leaves nodes without pods out.",
          language: "bash",
          code: kubectlService(context, "patch", ` -p '{"spec":{"externalTrafficPolicy":"Local"}}'`),
        },
        {
          text: "Or keep Cluster with Cilium's DSR mode, or with the proxy protocol between load balancer and ingress.",
        },
      ],
      undo: kubectlService(context, "patch", ` -p '{"spec":{"externalTrafficPolicy":"Cluster"}}'`),
    }),
    verify: (context) => ({
      command: kubectlService(context, "get", ` -o jsonpath='{.spec.externalTrafficPolicy}{"\\n"}'`),
      expect: "Local; the application's log then shows the caller's own address",
    }),
  }),
  tradeoffs: ["Local sends traffic only to nodes with a ready pod, so that load may become uneven."],
  failureModes: ["Nodes without a pod drop traffic where the load balancer does not read healthCheckNodePort."],
  references: {
    nsa: "NSA/CISA v1.2: Audit logging and threat detection",
    mitre: ["T1562"],
    cwe: ["CWE-778"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/service/",
      "https://kubernetes.io/docs/tutorials/services/source-ip/",
    ],
  },
});
