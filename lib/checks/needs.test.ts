import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ClusterService, Inventory, StaticPod } from "../domain/inventory.ts";
import type { Verdict } from "../domain/verdict.ts";
import { checks } from "./index.ts";
import { evidenceOf, hardened, type Seen, withInventory } from "./sample-evidence.ts";

const shop: ClusterService = {
  uid: "uid-shop",
  namespace: "web",
  name: "shop",
  type: "NodePort",
  ports: [
    { name: "http", port: 80, targetPort: "8080", nodePort: 30080, protocol: "TCP" },
    { name: "dns", port: 53, targetPort: "53", nodePort: 30053, protocol: "UDP" },
  ],
  healthCheckNodePort: null,
  externalIPs: [],
  declaredExternalIPs: [],
  externalTrafficPolicy: "Cluster",
  loadBalancer: null,
  selector: { app: "shop" },
  labels: {},
  annotations: {},
  managers: [],
  readyEndpoints: 2,
  createdAt: null,
};

const staticPod = (component: StaticPod["component"]): StaticPod => ({
  node: "cp-1",
  namespace: "kube-system",
  name: `${component}-cp-1`,
  component,
  flags: { "--anonymous-auth": "false", "--secure-port": "6443" },
  image: `registry.example/${component}:v3.5.21`,
});

/** A cluster in which most checks have something to say. */
const cluster = withInventory(hardened(), {
  services: [shop],
  namespaces: [{ name: "web", uid: "uid-web", labels: {}, createdAt: null }],
  staticPods: (["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"] as const).map(staticPod),
});

/** What is null where a reading was refused, as discovery leaves it. */
const refused: Record<string, (inventory: Inventory) => Partial<Inventory>> = {
  "list services": () => ({ services: null }),
  "list pods": () => ({ pods: null, hostPorts: null, staticPods: null }),
  "list namespaces": () => ({ namespaces: null }),
  "list endpointslices": () => ({ endpoints: null }),
  "list certificatesigningrequests": () => ({ certificateSigningRequests: null }),
  "list clusterrolebindings": () => ({ rbac: null, anonymousBindings: null }),
  "list rolebindings": () => ({ rbac: null, anonymousBindings: null }),
  "list clusterroles": () => ({ rbac: null }),
  "list roles": () => ({ rbac: null }),
  "list deployments": () => ({ workloads: null }),
  "list daemonsets": () => ({ workloads: null }),
  "list statefulsets": () => ({ workloads: null }),
  "list networkpolicies": () => ({ networkPolicies: null }),
  "list validatingadmissionpolicies": () => ({ admission: null }),
  "list validatingwebhookconfigurations": () => ({ admission: null }),
  "list apiservices": () => ({ apiServices: null }),
  "list configmaps": () => ({}),
  "get configmaps kube-system/kube-proxy": () => ({ kubeProxy: null }),
  "get nodes/configz": ({ nodes }) => ({
    kubeletConfigs: Object.fromEntries(
      nodes.map(({ name }) => [name, { status: "unknown", reason: "forbidden", need: "get nodes/configz" }]),
    ),
  }),
};

function verdictsOf(seen: Seen): Map<string, { id: string; verdict: Verdict; needs: readonly string[] }> {
  const evidence = evidenceOf(seen);
  const judged = checks.flatMap((check) =>
    check.subjects(evidence).map((subject) => {
      const { verdict } = check.judge(subject, evidence);
      const key = `${check.id} ${subject.uid} ${subject.port ?? ""} ${subject.protocol ?? ""}`;
      return [key, { id: check.id, verdict, needs: check.needs }] as const;
    }),
  );
  return new Map(judged);
}

/** Names the wire's contradictions of any source: it loses something by each of them and by none alone. */
const ofAllSources = ["setting-contradicts-wire"];

describe("a reading that was refused", () => {
  for (const [need, change] of Object.entries(refused))
    test(`${need} is named by every check whose answer it changes`, () => {
      const lost = [{ need, why: "forbidden", grant: null }];
      const before = verdictsOf(cluster);
      const after = verdictsOf(withInventory(cluster, { ...change(cluster.inventory), lost }));
      for (const [key, { id, verdict, needs }] of before) {
        if (after.get(key)?.verdict === verdict || ofAllSources.includes(id)) continue;
        assert.ok(needs.includes(need), `${key}: ${verdict} becomes ${after.get(key)?.verdict ?? "no subject"}`);
      }
    });
});
