import { visibleNodes } from "../state.ts";
import type { ClusterRule } from "./fault-rule.ts";

const binding = (name: string) => () => ({ kind: "ClusterRoleBinding" as const, name });

export const rbacRules: ClusterRule[] = [
  {
    checkId: "rbac-nodes-proxy",
    says: "Prometheus may run commands on every node",
    applies: (settings) => settings.prometheusNodesProxy,
    subject: binding("prometheus-server"),
    fix: { prometheusNodesProxy: false },
  },
  {
    checkId: "rbac-nodes-proxy-replaceable",
    says: "every kubelet here knows nodes/metrics, nodes/proxy is not needed",
    applies: (settings, cluster) =>
      settings.prometheusNodesProxy &&
      visibleNodes(cluster).every(({ initial }) => Number(initial.kubeletVersion.split(".")[1]) >= 33),
    subject: binding("prometheus-server"),
    fix: { prometheusNodesProxy: false },
  },
  {
    checkId: "rbac-anonymous-or-authenticated-binding",
    says: "whoever has any credential may read every Ingress",
    applies: (settings) => settings.ingressesForEveryone,
    subject: binding("everyone-reads-ingresses"),
    fix: { ingressesForEveryone: false },
  },
  {
    checkId: "rbac-pod-exec-portforward",
    says: "a large group may exec into every pod of the cluster",
    applies: (settings) => settings.execForDevelopers,
    subject: binding("developers-debug"),
    fix: { execForDevelopers: false },
  },
  {
    checkId: "rbac-csr-approve",
    says: "a bot may approve every certificate request of every signer",
    applies: (settings) => settings.approvalForBot,
    subject: binding("request-bot"),
    fix: { approvalForBot: false },
  },
  {
    checkId: "rbac-no-exposure-guardrail",
    says: "nothing refuses a new NodePort, open load balancer or host port",
    applies: (settings) => !settings.guardrail,
    subject: ({ name }) => ({ kind: "Cluster", name }),
    fix: { guardrail: true },
  },
  {
    checkId: "service-external-ips",
    says: "nothing refuses externalIPs",
    applies: (settings) => !settings.guardrail,
    subject: ({ name }) => ({ kind: "Cluster", name }),
    fix: { guardrail: true },
  },
];
