import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService } from "../../domain/inventory.ts";
import type { Severity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { kubectlService } from "../nodeport/service-remediation.ts";
import { clusterSubject, needMissing, orCluster, serviceName, servicesMissing } from "../nodeport/service-subjects.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { isMonitoring, trustedTargets, type WrittenTarget, writtenEndpoints } from "./endpoint-targets.ts";

const shown = 5;

/** Services with an endpoint that somebody wrote; the API server keeps default/kubernetes itself. */
function subjects(evidence: Evidence): Subject[] {
  const { services, endpoints } = evidence.inventory;
  if (services === null || endpoints === null) return [clusterSubject(evidence)];
  const written = writtenEndpoints(evidence);
  const own = services.filter(
    (service) => written.has(serviceName(service)) && serviceName(service) !== "default/kubernetes",
  );
  return orCluster(
    evidence,
    own.map(({ uid, name, namespace }) => ({ kind: "Service" as const, uid, name, namespace })),
  );
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const { services, endpoints } = evidence.inventory;
  if (services === null) return unknown(servicesMissing(evidence));
  if (endpoints === null)
    return unknown(needMissing(evidence, "list endpointslices", "What Services forward to is not known"));
  if (subject.kind === "Cluster")
    return pass("Endpoints could be listed; each Service that forwards past pods is judged by itself.", []);
  const service = services.find(({ uid }) => uid === subject.uid);
  const written = service && writtenEndpoints(evidence).get(serviceName(service));
  if (!service || !written) return pass(`Service ${serviceName(subject)} forwards to pods only.`, []);
  const targets = trustedTargets(evidence, written);
  const item = targetsItem(
    service,
    targets.length > 0 ? targets : written.map((endpoint) => ({ endpoint, what: "an outside address" })),
    evidence,
  );
  if (targets.length === 0)
    return pass("Its written addresses are neither nodes, loopback, metadata nor components.", [item]);
  const isInside = service.type === "ClusterIP" && service.declaredExternalIPs.length === 0;
  if (isInside && service.namespace === "kube-system" && isMonitoring(service.name))
    return pass("A monitoring stack keeps it in kube-system to scrape components that have no pods.", [item]);
  const first = targets[0]?.what ?? "";
  const more = targets.length > 1 ? ` and ${targets.length - 1} more` : "";
  const through = isInside
    ? "whoever may call Services"
    : `its ${service.type === "ClusterIP" ? "external IP" : service.type}`;
  return fail({
    reason: `It forwards ${through} to ${first}${more}, written by ${service.managers.at(-1)?.name ?? "an unknown manager"} and chosen by no selector.`,
    evidence: [item],
    severity: severityOf(service, isInside),
  });
}

function severityOf({ name }: ClusterService, isInside: boolean): Severity {
  if (!isInside) return "critical";
  return isMonitoring(name) ? "low" : "high";
}

function targetsItem(service: ClusterService, targets: readonly WrittenTarget[], { inventory }: Evidence) {
  const lines = targets.map(({ endpoint: { address, ports }, what }) => {
    const list = ports.map(({ port, protocol }) => `${port}/${protocol}`).join(", ");
    return `${address} port ${list || "any"}: ${what}`;
  });
  const rest = lines.length - shown;
  const detail = rest > 0 ? [...lines.slice(0, shown), `and ${counted(rest, "address", "addresses")} more`] : lines;
  const received = `${counted(targets.length, "address", "addresses")} without a pod behind them; type ${service.type}`;
  return { ...inventoryItem(`EndpointSlices of Service ${serviceName(service)}`, received, inventory.at), detail };
}

export const serviceManualEndpointsToNode = defineCheck({
  id: "service-manual-endpoints-to-node",
  component: "service",
  tier: 2,
  kind: "config",
  title: "No Service forwards to nodes, loopback, metadata or components by written endpoints",
  headline: (subject) => `Service ${serviceName(subject)} forwards to addresses of the cluster's own machinery`,
  needs: ["list services", "list endpointslices"],
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "low"],
    rule: "High; critical where a node port, load balancer or external IP leads to it; low for the Services of monitoring stacks outside kube-system.",
  },
  rationale:
    "It lends the network position of the load balancer or ingress to a tenant, who then reaches ports that firewalls deny (CVE-2021-25740).",
  subjects,
  judge,
  ...remediationBy({
    own: {},
    generic: (context) => {
      const namespace = shellQuote(context.subject.namespace ?? "default");
      return {
        summary: "Delete it, and take the right to write endpoints from tenants.",
        steps: [
          {
            text: "Save the Service and its slices, and ask its author what it was for.",
            language: "bash",
            code: `kubectl -n ${namespace} get service,endpoints,endpointslices -o yaml > endpoints.yaml`,
          },
          { text: "Delete it.", language: "bash", code: kubectlService(context, "delete") },
          {
            text: "Clusters that were first made below 1.22 still give every editor the right to write endpoints: see the rule, and take endpoints and endpointslices out of it.",
            language: "bash",
            code: "kubectl get clusterrole system:aggregate-to-edit -o yaml | grep -n -A8 -E 'endpoints|endpointslices'\nkubectl edit clusterrole system:aggregate-to-edit",
          },
        ],
        undo: "kubectl apply -f endpoints.yaml; add the rule to the ClusterRole again with kubectl edit.",
      };
    },
    verify: (context) => {
      const namespace = shellQuote(context.subject.namespace ?? "default");
      const account = shellQuote(`system:serviceaccount:${context.subject.namespace ?? "default"}:default`);
      return {
        command: `${kubectlService(context, "get", " --ignore-not-found")}\nkubectl auth can-i create endpointslices.discovery.k8s.io --as=${account} -n ${namespace}`,
        expect: "no Service, and no",
      };
    },
  }),
  tradeoffs: ["Services that stand for a database outside the cluster are a known pattern: their addresses pass here."],
  failureModes: ["Bridges to databases on nodes that were built this way break."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1090", "T1557"],
    ms: ["MS-TA9024 Connect from Proxy server"],
    cwe: ["CWE-441"],
    cve: ["CVE-2021-25740", "CVE-2021-25737"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/service/",
      "https://github.com/kubernetes/kubernetes/issues/103675",
    ],
  },
  rights: [
    { apiGroup: "", resource: "endpoints", verbs: ["create", "update", "patch"] },
    { apiGroup: "discovery.k8s.io", resource: "endpointslices", verbs: ["create", "update", "patch"] },
  ],
});
