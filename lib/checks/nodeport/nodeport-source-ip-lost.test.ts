import { describe } from "node:test";
import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import type { Inventory } from "../../domain/inventory.ts";
import type { Workload } from "../../domain/workload.ts";
import { hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { nodeportSourceIpLost as check } from "./nodeport-source-ip-lost.ts";
import { debugSubject, samplePod, service, withoutServices, withServices } from "./sample-services.ts";

const policy = (podSelector: object, peer: object = { ipBlock: { cidr: "198.51.100.0/24" } }): ClusterPolicy => ({
  kind: "NetworkPolicy",
  uid: "uid-policy",
  namespace: "payments",
  name: "office-only",
  spec: { podSelector, policyTypes: ["Ingress"], ingress: [{ from: [peer] }] },
  createdAt: null,
});
const cilium: Workload = {
  kind: "DaemonSet",
  uid: "uid-cilium",
  namespace: "kube-system",
  name: "cilium",
  labels: {},
  annotations: {},
  managers: [],
  serviceAccount: "cilium",
  hostNetwork: true,
  images: [],
  flags: {},
  createdAt: null,
};
const nginx = samplePod({
  containers: [{ name: "c", image: "registry.k8s.io/ingress-nginx/controller:v1.13", ports: [] }],
});

const seen = (changes: Partial<Inventory>, of = service()) =>
  withInventory(withServices(of), { pods: [samplePod()], ...changes });
const policies = (...list: ClusterPolicy[]) => ({ networkPolicies: { policies: list, unread: [] } });
const lost = (need: string) => ({ lost: [{ need, why: "403", grant: "rule" }] });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a policy admits its callers by address",
      seen: seen(policies(policy({ matchLabels: { app: "worker" } }))),
      verdict: "fail",
      severity: "medium",
      says: /payments\/office-only/,
    },
    {
      when: "a policy selects by expression",
      seen: seen(
        policies(
          policy({
            matchExpressions: [
              { key: "app", operator: "In", values: ["worker"] },
              { key: "old", operator: "DoesNotExist" },
            ],
          }),
        ),
      ),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "an ingress controller is behind it",
      seen: seen({ pods: [nginx] }),
      verdict: "fail",
      severity: "low",
      says: /ingress-nginx/,
    },
    {
      when: "it keeps addresses",
      seen: seen({ pods: [nginx] }, service({ externalTrafficPolicy: "Local" })),
      verdict: "pass",
      says: /Local/,
    },
    {
      when: "the proxy protocol hands addresses on",
      seen: seen(
        { pods: [nginx] },
        service({
          type: "LoadBalancer",
          annotations: { "service.beta.kubernetes.io/aws-load-balancer-proxy-protocol": "*" },
        }),
      ),
      verdict: "pass",
    },
    {
      when: "the policy is about other pods",
      seen: seen(policies(policy({ matchLabels: { app: "other" } }))),
      verdict: "pass",
    },
    { when: "the policy admits by label", seen: seen(policies(policy({}, { podSelector: {} }))), verdict: "pass" },
    {
      when: "pods could not be listed",
      seen: seen({ pods: null, ...lost("list pods") }),
      verdict: "unknown",
      says: /list pods/,
    },
    {
      when: "policies could not be listed",
      seen: seen({ networkPolicies: null, ...lost("list networkpolicies") }),
      verdict: "unknown",
      says: /list networkpolicies/,
    },
    {
      when: "Cilium may keep addresses",
      seen: seen({ pods: [nginx], workloads: [cilium], kubeProxy: null }),
      verdict: "unknown",
      says: /DSR/,
    },
    { when: "its policy was not read", seen: seen({}, service({ externalTrafficPolicy: null })), verdict: "unknown" },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    { when: "the Service is gone", seen: hardened(), subject: debugSubject, verdict: "not-applicable" },
  ]);
});
