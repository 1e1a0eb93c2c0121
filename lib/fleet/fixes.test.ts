import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { test } from "node:test";
import { notPlanted, type PlantedFault } from "./index.ts";
import { addressIn, credentials, fleetForTest } from "./running-fleet-fixture.ts";
import { ask, glimpse, handshake, portState } from "./wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.109" });
const administrators = new Map<string, Awaited<ReturnType<typeof credentials>>>();
for (const { name } of fleet.clusters) administrators.set(name, await credentials(fleet.kubeconfig, name));
/** Where the API servers answer on the first day, before a fix moves one behind a firewall. */
const endpoints = new Map(fleet.clusters.map(({ name, apiServer }) => [name, apiServer]));

const nodeOf = (fault: PlantedFault) => addressIn(fleet, fault.subject.node ?? fault.subject.name);
const portOf = (fault: PlantedFault) => fault.subject.port ?? 0;
/** Every change of the fleet counts the resourceVersion of lists up, and heartbeats go on. */
const timeless = (text: string) =>
  text.replaceAll(/"(resourceVersion|lastHeartbeatTime|lastTransitionTime|lastUpdateTime)":"[^"]*"/g, "");
const path =
  (port: number, rest: string, scheme = "https") =>
  (fault: PlantedFault) =>
    glimpse(`${scheme}://${nodeOf(fault)}:${port}${rest}`).then(timeless);
const state = (fault: PlantedFault) => portState(nodeOf(fault), portOf(fault));

async function api(fault: PlantedFault, rest: string): Promise<string> {
  const admin = administrators.get(fault.cluster);
  assert.ok(admin);
  const { status, body } = await ask(`${admin.server}${rest}`, { cert: admin.cert, key: admin.key });
  return timeless(`${status} ${body}`);
}

const object = (rest: (subject: PlantedFault["subject"]) => string) => (fault: PlantedFault) =>
  api(fault, rest(fault.subject));
const everywhere =
  (...lists: string[]) =>
  async (fault: PlantedFault) =>
    (await Promise.all(lists.map((list) => api(fault, list)))).join("\n");
const node = object(({ name }) => `/api/v1/nodes/${name}`);
const configz = object(({ name }) => `/api/v1/nodes/${name}/proxy/configz`);
const staticPod = (component: string) =>
  object(({ name }) => `/api/v1/namespaces/kube-system/pods/${component}-${name}`);
const service = object(({ namespace, name }) => `/api/v1/namespaces/${namespace}/services/${name}`);
const policies = object(({ name }) => `/apis/networking.k8s.io/v1/namespaces/${name}/networkpolicies`);
const rbac = "/apis/rbac.authorization.k8s.io/v1";
const rights = everywhere(`${rbac}/clusterrolebindings`, `${rbac}/clusterroles`);
const workloads = everywhere("/apis/apps/v1/deployments", "/apis/apps/v1/daemonsets");
const requests = everywhere("/apis/certificates.k8s.io/v1/certificatesigningrequests");
const configMaps = everywhere("/api/v1/configmaps");

/** "silent", or the error that a port nobody listens on sends back. */
function datagram(address: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    const end = (seen: string) => {
      clearTimeout(timer);
      socket.close();
      resolve(seen);
    };
    const timer = setTimeout(() => end("silent"), 300);
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    socket.connect(port, address, () => socket.send("breakwater"));
  });
}

async function oldTls(fault: PlantedFault): Promise<string> {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  return handshake(nodeOf(fault), portOf(fault), old).then(
    ({ version }) => version,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}

/** Whether the handshake asks for a certificate: only then the kubelet knows the administrator, and the file shows it. */
async function clientAuthorities(fault: PlantedFault): Promise<string> {
  const { cert = "", key = "" } = administrators.get(fault.cluster) ?? {};
  const { status, body } = await ask(`https://${nodeOf(fault)}:10250/configz`, { cert, key });
  return `${status} ${/"x509":\{[^}]*\}/.exec(body)?.[0]}`;
}

const certificate = (fault: PlantedFault) =>
  handshake(nodeOf(fault), portOf(fault)).then(
    ({ certificate: { issuer, subject, valid_to } }) => JSON.stringify([issuer, subject, valid_to]),
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
const range = (fault: PlantedFault) => {
  const scheme = nodeOf(fault) === addressIn(fleet, "harbor-worker-6") ? "http" : "https";
  const gateway = scheme === "http" ? "/v3beta" : "/v3";
  return glimpse(`${scheme}://${nodeOf(fault)}:2379${gateway}/kv/range`, { method: "POST", body: "{}" });
};
/** The Node's port, or the endpoint's where the control plane has none. */
const apiServer = (rest: string) => (fault: PlantedFault) => {
  const url = fault.subject.kind === "Node" ? `https://${nodeOf(fault)}:6443` : endpoints.get(fault.cluster);
  return glimpse(`${url}${rest}`);
};

type Look = (fault: PlantedFault) => Promise<string>;

/** What to look at for each check, before and after its fix. */
const looks: Record<string, Look> = {
  "kubelet-anonymous-exec": path(10_250, "/pods"),
  "kubelet-anonymous-auth-enabled": path(10_250, "/pods"),
  "kubelet-readonly-port-open": state,
  "kubelet-api-exposed-untrusted-network": state,
  "kubelet-api-reachable-from-pod": state,
  "kubelet-healthz-nonlocal": state,
  "kubelet-client-ca-missing": clientAuthorities,
  "kubelet-serving-cert-self-signed": certificate,
  "kubelet-serving-cert-invalid": certificate,
  "kubelet-tls-weak": oldTls,
  "kubelet-version-port-cves": node,
  "kubelet-authz-always-allow": configz,
  "kubelet-token-webhook-disabled": configz,
  "kubelet-authz-cache-too-long": configz,
  "kubelet-server-tls-bootstrap-off": configz,
  "kubelet-client-cert-rotation-off": configz,
  "kubelet-debug-handlers-enabled": configz,
  "kubelet-streaming-idle-timeout-zero": configz,
  "kubelet-config-drift": configz,
  "kubelet-nonstandard-port": node,
  "kubelet-authz-webhook-failing": configz,
  "kubelet-legacy-cadvisor-port": state,
  "setting-contradicts-wire": (fault) => (portOf(fault) === 10_250 ? path(10_250, "/pods")(fault) : state(fault)),
  "csr-kubelet-serving-pending": requests,
  "csr-identity-mismatch": requests,
  "csr-approver-missing": workloads,
  "kube-proxy-metrics-exposed": state,
  "kube-proxy-healthz-exposed": state,
  "kube-proxy-nodeport-all-addresses": configMaps,
  "nodeport-orphan-listener": state,
  "unexpected-listener": state,
  "cni-overlay-udp-exposed": (fault) => datagram(nodeOf(fault), portOf(fault)),
  "nodeport-declared-not-answering": (fault) => portState(addressIn(fleet, "harbor-cp-1"), portOf(fault)),
  "container-runtime-api-exposed": state,
  "metrics-exporter-exposed": state,
  "kubectl-proxy-exposed": state,
  "calico-bgp-typha-exposed": state,
  "cilium-agent-ports-exposed": state,
  "weave-control-exposed": state,
  "konnectivity-server-exposed": state,
  "microk8s-cluster-agent-exposed": state,
  "talos-api-exposed": state,
  "openshift-machine-config-exposed": state,
  "k3s-rke2-supervisor-exposed": state,
  "etcd-client-unauthenticated": range,
  "etcd-v2-api-open": path(2379, "/v2/keys/", "http"),
  "etcd-plaintext-client": path(2379, "/version", "http"),
  "etcd-client-cert-not-required": path(2379, "/version"),
  "etcd-client-port-reachable": state,
  "etcd-peer-port-exposed": state,
  "etcd-metrics-exposed": (fault) => (portOf(fault) === 2381 ? state(fault) : range(fault)),
  "etcd-auto-tls": certificate,
  "etcd-shared-ca": staticPod("etcd"),
  "etcd-listen-all-interfaces": staticPod("etcd"),
  "etcd-outdated-version": (fault) =>
    path(2379, "/version", nodeOf(fault) === addressIn(fleet, "harbor-worker-6") ? "http" : "https")(fault),
  "control-plane-cert-expiring": certificate,
  "apiserver-insecure-port": state,
  "apiserver-anonymous-resource-access": path(6443, "/api/v1/namespaces"),
  "apiserver-anonymous-auth-unscoped": path(6443, "/api"),
  "apiserver-info-disclosure": apiServer("/healthz"),
  "apiserver-exposed-internet": apiServer("/livez"),
  "apiserver-authorization-mode-weak": staticPod("kube-apiserver"),
  "apiserver-kubelet-client-cert-missing": staticPod("kube-apiserver"),
  "apiserver-kubelet-ca-not-verified": staticPod("kube-apiserver"),
  "apiserver-noderestriction-off": staticPod("kube-apiserver"),
  "apiserver-etcd-tls-missing": staticPod("kube-apiserver"),
  "apiserver-static-credentials": staticPod("kube-apiserver"),
  "apiserver-tls-weak": oldTls,
  "apiserver-audit-logging-missing": staticPod("kube-apiserver"),
  "control-plane-profiling-enabled": staticPod("kube-apiserver"),
  "controller-manager-insecure-port": state,
  "controller-manager-secure-port-exposed": state,
  "controller-manager-metrics-unauthenticated": path(10_257, "/metrics"),
  "controller-manager-kubelet-cert-rotation-off": staticPod("kube-controller-manager"),
  "scheduler-insecure-port": state,
  "scheduler-secure-port-exposed": state,
  "scheduler-metrics-unauthenticated": path(10_259, "/metrics"),
  "scan-coverage-gap": (fault) => portState(nodeOf(fault), 10_250),
  "expected-path-blocked": state,
  "nodeport-unapproved": service,
  "nodeport-forgotten": service,
  "nodeport-cleartext-no-auth": (fault) => glimpse(`http://${addressIn(fleet, "harbor-cp-1")}:${portOf(fault)}/`),
  "nodeport-udp-exposed": service,
  "nodeport-sensitive-backend": service,
  "nodeport-source-ip-lost": service,
  "nodeport-range-nondefault": everywhere(
    "/api/v1/namespaces/kube-system/pods?labelSelector=component%3Dkube-apiserver",
  ),
  "dashboard-exposed": service,
  "loadbalancer-open-to-world": service,
  "loadbalancer-extra-nodeports": service,
  "service-external-ips": everywhere(
    "/api/v1/services",
    "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
  ),
  "service-manual-endpoints-to-node": service,
  "ingress-admission-webhook-exposed": everywhere(
    "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
  ),
  "hostport-unapproved": workloads,
  "hostport-collides-system-port": workloads,
  "hostnetwork-wide-listener": workloads,
  "netpol-namespace-without-policy": policies,
  "netpol-no-default-deny-egress": policies,
  "netpol-permits-kubelet-ports": async (fault) => `${await policies(fault)} ${await workloads(fault)}`,
  "netpol-breaks-required-traffic": policies,
  "netpol-not-enforced": workloads,
  "netpol-own-node-gap": everywhere("/apis/crd.projectcalico.org/v1/hostendpoints"),
  "rbac-nodes-proxy": rights,
  "rbac-nodes-proxy-replaceable": rights,
  "rbac-anonymous-or-authenticated-binding": rights,
  "rbac-pod-exec-portforward": rights,
  "rbac-csr-approve": rights,
  "rbac-no-exposure-guardrail": everywhere("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings"),
  "monitoring-depends-on-readonly-port": configMaps,
  "monitoring-skips-kubelet-tls": everywhere(
    "/apis/monitoring.coreos.com/v1/servicemonitors",
    "/apis/apps/v1/deployments",
    "/api/v1/namespaces/kube-system/pods?labelSelector=component%3Dkube-apiserver",
  ),
};

test("a fault is planted for every check that the fleet is to prove", () => {
  const planted = new Set(fleet.faults().map((fault) => fault.checkId));
  assert.deepEqual([...planted].sort(), Object.keys(looks).sort());
});

test("no check is both planted and said to be impossible here", () => {
  const planted = new Set(fleet.faults().map((fault) => fault.checkId));
  assert.deepEqual(
    Object.keys(notPlanted).filter((id) => planted.has(id)),
    [],
  );
});

for (const planted of fleet.faults()) {
  test(`fixing ${planted.id} changes what is seen, and unfixing brings it back`, async () => {
    const look = looks[planted.checkId];
    assert.ok(look, planted.checkId);
    const isFixed = () => fleet.faults().find((fault) => fault.id === planted.id)?.fixed;
    const before = await look(planted);
    await fleet.fix(planted.id);
    administrators.set(planted.cluster, await credentials(fleet.kubeconfig, planted.cluster));
    const between = await look(planted);
    assert.equal(isFixed(), true);
    assert.notEqual(between, before);
    await fleet.unfix(planted.id);
    administrators.set(planted.cluster, await credentials(fleet.kubeconfig, planted.cluster));
    assert.equal(isFixed(), false);
    // A request is as old as it was, and a second may have passed since.
    const untimed = (seen: string) => seen.replaceAll(/(?<="creationTimestamp":")[^"]*/g, "");
    assert.equal(untimed(await look(planted)), untimed(before));
  });
}

test("no two faults share an id, and every one can be seen from somewhere", () => {
  const faults = fleet.faults();
  assert.equal(new Set(faults.map((fault) => fault.id)).size, faults.length);
  for (const fault of faults) assert.ok(fault.vantages.length > 0, fault.id);
});

test("hardened nodes have no fault but reachability from where no kubelet belongs", () => {
  const hardened = new Set(
    fleet.clusters.flatMap((cluster) =>
      cluster.nodes.filter((node) => node.posture === "hardened").map((node) => node.name),
    ),
  );
  assert.equal(hardened.size, 3);
  const found = fleet.faults().filter((fault) => fault.subject.kind === "Node" && hardened.has(fault.subject.name));
  const ofPods = found.filter((fault) => fault.vantages.includes("pod"));
  assert.deepEqual([...new Set(ofPods.map((fault) => fault.checkId))], ["kubelet-api-reachable-from-pod"]);
  for (const fault of found)
    assert.ok(!fault.vantages.includes("worker-node") && !fault.vantages.includes("control-plane"));
});

test("fixing one fault marks those that hang on the same setting", async () => {
  const exec = fleet
    .faults()
    .find((fault) => fault.checkId === "kubelet-anonymous-exec" && fault.subject.name === "harbor-worker-4");
  assert.ok(exec);
  await fleet.fix(exec.id);
  const others = fleet.faults().filter((fault) => fault.subject.name === "harbor-worker-4" && fault.fixed);
  assert.deepEqual(others.map((fault) => fault.checkId).sort(), [
    "kubelet-anonymous-auth-enabled",
    "kubelet-anonymous-exec",
    "kubelet-authz-always-allow",
    "kubelet-client-ca-missing",
    "kubelet-token-webhook-disabled",
    "setting-contradicts-wire",
  ]);
  await fleet.unfix(exec.id);
});
