import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlantedFault } from "./index.ts";
import { addressIn, credentials, fleetForTest } from "./running-fleet-fixture.ts";
import { ask, glimpse, handshake, portState } from "./wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.109", clusters: ["harbor"] });
const { cert, key } = await credentials(fleet.kubeconfig);

const nodeOf = (fault: PlantedFault) => addressIn(fleet, fault.subject.node ?? fault.subject.name);
const portOf = (fault: PlantedFault) => fault.subject.port ?? 0;
/** Every change of the fleet counts the resourceVersion of lists up. */
const timeless = (text: string) => text.replaceAll(/"resourceVersion":"\d+"/g, "");
const path =
  (port: number, rest: string, scheme = "https") =>
  (fault: PlantedFault) =>
    glimpse(`${scheme}://${nodeOf(fault)}:${port}${rest}`).then(timeless);
const state = (fault: PlantedFault) => portState(nodeOf(fault), portOf(fault));
const api = async (rest: string) => {
  const { server } = await credentials(fleet.kubeconfig);
  const { status, body } = await ask(`${server}${rest}`, { cert, key });
  return `${status} ${body}`;
};

async function oldTls(fault: PlantedFault): Promise<string> {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  return handshake(nodeOf(fault), 10_250, old).then(
    ({ version }) => version,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}

/** Whether the handshake asks for a certificate: only then the kubelet knows the administrator, and the file shows it. */
async function clientAuthorities(fault: PlantedFault): Promise<string> {
  const { status, body } = await ask(`https://${nodeOf(fault)}:10250/configz`, { cert, key });
  return `${status} ${/"x509":\{[^}]*\}/.exec(body)?.[0]}`;
}

const issuer = async (fault: PlantedFault) => String((await handshake(nodeOf(fault), 10_250)).certificate.issuer.CN);
const validTo = async (fault: PlantedFault) => (await handshake(nodeOf(fault), 10_250)).certificate.valid_to;
const range = (fault: PlantedFault) => {
  const scheme = nodeOf(fault) === addressIn(fleet, "harbor-worker-6") ? "http" : "https";
  const gateway = scheme === "http" ? "/v3beta" : "/v3";
  return glimpse(`${scheme}://${nodeOf(fault)}:2379${gateway}/kv/range`, { method: "POST", body: "{}" });
};
const service = ({ subject }: PlantedFault) => api(`/api/v1/namespaces/${subject.namespace}/services/${subject.name}`);

/** What to look at for each check, before and after its fix. */
const looks: Record<string, (fault: PlantedFault) => Promise<string>> = {
  "kubelet-anonymous-exec": path(10_250, "/pods"),
  "kubelet-anonymous-auth-enabled": path(10_250, "/pods"),
  "kubelet-readonly-port-open": state,
  "kubelet-api-exposed-untrusted-network": state,
  "kubelet-api-reachable-from-pod": state,
  "kubelet-healthz-nonlocal": state,
  "kubelet-client-ca-missing": clientAuthorities,
  "kubelet-serving-cert-self-signed": issuer,
  "kubelet-serving-cert-invalid": validTo,
  "kubelet-tls-weak": oldTls,
  "kubelet-version-port-cves": async ({ subject }) =>
    /"kubeletVersion":"[^"]*"/.exec(await api(`/api/v1/nodes/${subject.name}`))?.[0] ?? "",
  "csr-kubelet-serving-pending": path(10_250, "/pods"),
  "kube-proxy-metrics-exposed": state,
  "nodeport-orphan-listener": state,
  "etcd-client-unauthenticated": range,
  "etcd-v2-api-open": path(2379, "/v2/keys/", "http"),
  "etcd-plaintext-client": path(2379, "/version", "http"),
  "etcd-client-cert-not-required": path(2379, "/version"),
  "etcd-client-port-reachable": state,
  "etcd-peer-port-exposed": state,
  "etcd-metrics-exposed": (fault) => (portOf(fault) === 2381 ? state(fault) : range(fault)),
  "apiserver-insecure-port": state,
  "apiserver-anonymous-resource-access": path(6443, "/api/v1/namespaces"),
  "apiserver-anonymous-auth-unscoped": path(6443, "/api"),
  "apiserver-info-disclosure": path(6443, "/version"),
  "apiserver-exposed-internet": state,
  "controller-manager-insecure-port": state,
  "scheduler-insecure-port": state,
  "scan-coverage-gap": async (fault) => portState(nodeOf(fault), 10_250),
  "nodeport-unapproved": service,
  "nodeport-forgotten": service,
  "nodeport-cleartext-no-auth": (fault) => glimpse(`http://${addressIn(fleet, "harbor-cp-1")}:${portOf(fault)}/`),
};

test("a fault is planted for every check that the fleet is to prove", () => {
  const planted = new Set(fleet.faults().map((fault) => fault.checkId));
  assert.deepEqual([...planted].sort(), Object.keys(looks).sort());
});

for (const planted of fleet.faults()) {
  test(`fixing ${planted.id} changes what is seen, and unfixing brings it back`, async () => {
    const look = looks[planted.checkId];
    assert.ok(look, planted.checkId);
    const isFixed = () => fleet.faults().find((fault) => fault.id === planted.id)?.fixed;
    const before = await look(planted);
    await fleet.fix(planted.id);
    const between = await look(planted);
    assert.equal(isFixed(), true);
    assert.notEqual(between, before);
    await fleet.unfix(planted.id);
    assert.equal(isFixed(), false);
    assert.equal(await look(planted), before);
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
  assert.equal(hardened.size, 4);
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
    "kubelet-client-ca-missing",
  ]);
  await fleet.unfix(exec.id);
});
