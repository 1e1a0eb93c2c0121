import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { evidenceOf } from "../checks/evidence-fixture.ts";
import { service } from "../checks/nodeport/sample-services.ts";
import { hardened, withInventory, withPort } from "../checks/sample-evidence.ts";
import type { ClusterService, HostPort, Inventory } from "../domain/inventory.ts";
import type { Observation, ProductFacts } from "../domain/observation.ts";
import type { ClusterPod, Workload } from "../domain/workload.ts";
import { ownersOfCluster, ownersOfNode } from "./port-owner-report.ts";

const createdAt = "2026-04-22T08:00:00.000Z";

function pod(name: string, changes: Partial<ClusterPod> = {}): ClusterPod {
  return {
    uid: `uid-${name}`,
    namespace: "payments",
    name,
    node: "worker-1",
    labels: { app: "worker" },
    podIPs: ["10.244.1.7"],
    hostNetwork: false,
    serviceAccount: "default",
    owner: { kind: "Deployment", name: "api" },
    containers: [],
    createdAt,
    ...changes,
  };
}

const edge: Workload = {
  kind: "DaemonSet",
  uid: "uid-edge",
  namespace: "web",
  name: "edge",
  labels: { "helm.toolkit.fluxcd.io/name": "edge", "helm.toolkit.fluxcd.io/namespace": "flux" },
  annotations: {},
  managers: [{ name: "helm-controller", at: createdAt }],
  serviceAccount: "edge",
  hostNetwork: false,
  images: ["traefik:3"],
  flags: {},
  createdAt,
};

const taken: HostPort = {
  namespace: "web",
  pod: "edge-x",
  podUid: "uid-edge-x",
  node: "worker-1",
  port: 443,
  protocol: "TCP",
  via: "hostPort",
  hostIP: null,
  container: "traefik",
};

function seen(changes: Partial<Inventory>, port = 32555, answer: Partial<Observation> = {}) {
  const looked = withPort(withInventory(hardened(), changes), "worker-1", port, { state: "open", ...answer });
  return evidenceOf(looked);
}

const loadBalancer = (ingress: string[]): Partial<ClusterService> => ({
  type: "LoadBalancer",
  loadBalancer: { class: null, sourceRanges: [], ingress, allocateNodePorts: true },
  ports: [{ name: null, port: 443, targetPort: "https", nodePort: 32555, protocol: "TCP" }],
});

describe("the owner of a node port", () => {
  const pods = [pod("api-1"), pod("api-2"), pod("other", { labels: { app: "other" } }), pod("far", { namespace: "x" })];

  test("is the Service with the workloads that it selects, its last writer, its age and what speaks there", () => {
    const [owner, ...rest] = seen({ services: [service()], pods }, 32555, { service: "http" }).owners(
      "worker-1",
      32555,
    );
    assert.deepEqual(rest, []);
    assert.deepEqual(owner, {
      node: "worker-1",
      port: 32555,
      protocol: "TCP",
      via: "NodePort",
      kind: "Service",
      namespace: "payments",
      name: "debug-tmp",
      uid: "uid-debug",
      workloads: ["Deployment payments/api"],
      selector: { app: "worker" },
      manager: { name: "kubectl-expose", at: createdAt },
      deployedBy: null,
      createdAt,
      targetPort: "8080",
      speaks: "http",
    });
  });

  test("speaks the product where one was recognised", () => {
    const product = {
      product: "grafana",
      access: "login",
      version: null,
      answered: [],
      details: [],
    } satisfies ProductFacts;
    const evidence = seen({ services: [service()] }, 32555, { service: "http", product });
    assert.equal(evidence.owners("worker-1", 32555)[0]?.speaks, "grafana");
    assert.equal(evidence.owners("worker-2", 32555)[0]?.speaks, null);
  });

  test("is known without a node, since every node has it", () => {
    const [owner] = seen({ services: [service()], pods }, 32555, { service: "http" }).owners(null, 32555);
    assert.equal(owner?.node, null);
    assert.equal(owner?.speaks, "http");
  });

  test("is nobody on another port, protocol or where no Service could be read", () => {
    const evidence = seen({ services: [service()], pods });
    assert.deepEqual(evidence.owners("worker-1", 32556), []);
    assert.deepEqual(evidence.owners("worker-1", 32555, "UDP"), []);
    assert.deepEqual(seen({ services: null }).owners("worker-1", 32555), []);
  });

  test("names a pod without controller, and addresses written by hand where nothing is selected", () => {
    const alone = seen({ services: [service()], pods: [pod("lonely", { owner: null })] });
    assert.deepEqual(alone.owners("worker-1", 32555)[0]?.workloads, ["Pod payments/lonely"]);
    const endpoint = { namespace: "payments", service: "debug-tmp", node: null, ready: true, ports: [] };
    const endpoints = [{ ...endpoint, address: "192.0.2.9", targetKind: null, targetName: null }];
    const bare = seen({ services: [service({ selector: {} })], pods, endpoints });
    assert.deepEqual(bare.owners("worker-1", 32555)[0]?.workloads, ["address 192.0.2.9"]);
  });

  test("passes over controllers that only keep a Service's status", () => {
    const managers = [
      { name: "argocd-controller", at: createdAt },
      { name: "cloud-controller-manager", at: "2026-11-01T00:00:00.000Z" },
    ];
    const [owner] = seen({ services: [service({ managers })] }).owners("worker-1", 32555);
    assert.equal(owner?.manager?.name, "argocd-controller");
  });

  test("is a health check's where the port is kube-proxy's answer about a Service", () => {
    const [owner] = seen({ services: [service({ healthCheckNodePort: 31999 })] }).owners("worker-2", 31999);
    assert.equal(owner?.via, "healthCheckNodePort");
    assert.equal(owner?.targetPort, null);
  });
});

describe("the owner of a port on an address", () => {
  test("is the load balancer's Service, on a node whose address it took and on its node port", () => {
    const evidence = seen({ services: [service(loadBalancer(["192.0.2.21"]))] });
    assert.deepEqual(
      evidence.owners("worker-1", 443).map(({ via }) => via),
      ["LoadBalancer"],
    );
    assert.deepEqual(evidence.owners("worker-2", 443), []);
    assert.equal(evidence.owners("worker-2", 32555)[0]?.via, "LoadBalancer");
  });

  test("is found without a node where the address is no node's", () => {
    const evidence = seen({ services: [service(loadBalancer(["198.51.100.9"]))] });
    assert.equal(evidence.owners(null, 443)[0]?.name, "debug-tmp");
    assert.deepEqual(evidence.owners("worker-1", 443), []);
  });

  test("is the Service that declares an external IP of the node", () => {
    const declaredExternalIPs = ["192.0.2.21"];
    const [owner] = seen({ services: [service({ type: "ClusterIP", declaredExternalIPs })] }).owners("worker-1", 8080);
    assert.equal(owner?.via, "externalIPs");
  });
});

describe("the owner of a port of the node itself", () => {
  const pods = [
    pod("edge-x", {
      namespace: "web",
      owner: { kind: "DaemonSet", name: "edge" },
      containers: [
        {
          name: "traefik",
          image: "traefik:3",
          ports: [{ name: "https", containerPort: 8443, hostPort: 443, hostIP: null, protocol: "TCP" }],
        },
      ],
    }),
  ];

  test("is the pod that takes it, with its workload's age and deployer, on that node only", () => {
    const evidence = seen({ hostPorts: [taken], pods, workloads: [edge] }, 443);
    const [owner] = evidence.owners("worker-1", 443);
    assert.equal(owner?.via, "hostPort");
    assert.equal(owner?.name, "edge-x");
    assert.deepEqual(owner?.workloads, ["DaemonSet web/edge"]);
    assert.equal(owner?.targetPort, "8443");
    assert.equal(owner?.deployedBy, "Flux HelmRelease flux/edge");
    assert.equal(owner?.manager?.name, "helm-controller");
    assert.deepEqual(evidence.owners("worker-2", 443), []);
  });

  test("is a component only where its fingerprint answers", () => {
    const evidence = seen({});
    assert.equal(evidence.owners("worker-1", 10250)[0]?.kind, "kubelet");
    assert.deepEqual(evidence.owners("worker-1", 2379), []);
    const stranger = seen({}, 10250, { service: "ssh" });
    assert.deepEqual(stranger.owners("worker-1", 10250), []);
  });

  test("names the static pod of a component, before the pod's own claim", () => {
    const staticPods = [
      {
        node: "cp-1",
        namespace: "kube-system",
        name: "kube-apiserver-cp-1",
        component: "kube-apiserver" as const,
        flags: {},
        image: null,
      },
    ];
    const claim: HostPort = {
      ...taken,
      namespace: "kube-system",
      pod: "kube-apiserver-cp-1",
      node: "cp-1",
      port: 6443,
      via: "hostNetwork",
    };
    const owners = seen({ staticPods, hostPorts: [claim] }).owners("cp-1", 6443);
    assert.deepEqual(
      owners.map(({ via, name }) => `${via} ${name}`),
      ["component kube-apiserver-cp-1", "hostNetwork kube-apiserver-cp-1"],
    );
  });

  test("is the Service's where a node port leads to a component", () => {
    const owners = seen({ services: [service()] }, 32555, { service: "kube-apiserver" }).owners("worker-1", 32555);
    assert.deepEqual(
      owners.map(({ via }) => via),
      ["NodePort"],
    );
  });
});

test("a node's list holds every owner by port; the cluster's names a node port once", () => {
  const evidence = seen({ services: [service()], hostPorts: [taken] });
  const short = (owners: ReturnType<typeof ownersOfNode>) =>
    owners.map(({ node, port, via }) => `${node} ${port} ${via}`);
  assert.deepEqual(short(ownersOfNode(evidence, "worker-1")), [
    "worker-1 443 hostPort",
    "worker-1 10250 component",
    "worker-1 32555 NodePort",
  ]);
  assert.deepEqual(short(ownersOfCluster(evidence)).sort(), [
    "cp-1 10250 component",
    "cp-1 6443 component",
    "null 32555 NodePort",
    "worker-1 10250 component",
    "worker-1 443 hostPort",
    "worker-2 10250 component",
  ]);
});

test("a look-up on 5,000 nodes with 3,000 Services scans no list", () => {
  const { inventory } = hardened();
  const [first] = inventory.nodes;
  assert.ok(first);
  const nodes = Array.from({ length: 5000 }, (_, index) => ({ ...first, name: `n${index}`, uid: `u${index}` }));
  const services = Array.from({ length: 3000 }, (_, index) =>
    service({
      uid: `s${index}`,
      selector: { app: `a${index}` },
      ports: [{ name: null, port: 80, targetPort: "80", nodePort: 30000 + index, protocol: "TCP" }],
    }),
  );
  const pods = Array.from({ length: 20_000 }, (_, index) => pod(`p${index}`, { labels: { app: `a${index % 3000}` } }));
  const evidence = evidenceOf(withInventory(hardened(), { nodes, services, pods }));
  const started = performance.now();
  for (let index = 0; index < 200_000; index++) {
    const owners = evidence.owners(`n${index % 5000}`, 30000 + (index % 3000));
    assert.equal(owners.length, 1);
  }
  assert.ok(performance.now() - started < 3000, `${performance.now() - started} ms`);
});
