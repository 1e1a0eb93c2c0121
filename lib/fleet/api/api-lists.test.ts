import assert from "node:assert/strict";
import { test } from "node:test";
import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { credentials, fleetForTest } from "../running-fleet-fixture.ts";
import { ask } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.103", workers: 40, clusters: ["harbor"] });
const { server, cert, key } = await credentials(fleet.kubeconfig);
const config = new KubeConfig();
config.loadFromFile(fleet.kubeconfig);
const core = config.makeApiClient(CoreV1Api);

interface List {
  kind: string;
  metadata: { continue?: string; remainingItemCount?: number };
  items: { metadata: { name: string; namespace?: string } }[];
}

async function get<T>(path: string): Promise<{ status: number; body: T }> {
  const { status, body } = await ask(`${server}${path}`, { cert, key });
  return { status, body: JSON.parse(body) as T };
}

test("client-node lists nodes page by page and sees each once", async () => {
  const names: string[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await core.listNode({ limit: 10, ...(token ? { _continue: token } : {}) });
    names.push(...page.items.map((node) => node.metadata?.name ?? ""));
    token = page.metadata?._continue;
    pages += 1;
  } while (token);
  assert.equal(pages, 5);
  assert.equal(new Set(names).size, 43);
});

test("client-node reads a kubelet's configuration through the proxy", async () => {
  const answer: unknown = await core.connectGetNodeProxyWithPath({ name: "harbor-worker-1", path: "configz" });
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  assert.match(text, /KubeletConfiguration/);
});

test("a page says how many are left", async () => {
  const { body } = await get<List>("/api/v1/nodes?limit=40");
  assert.equal(body.items.length, 40);
  assert.equal(body.metadata.remainingItemCount, 3);
});

test("a token of before a change has expired: 410 with a token to go on inconsistently", async () => {
  const first = await get<List>("/api/v1/pods?limit=5");
  const fault = fleet.faults().find((one) => one.checkId === "kubelet-healthz-nonlocal");
  assert.ok(fault);
  await fleet.fix(fault.id);
  const expired = await get<{ reason: string; metadata: { continue: string } }>(
    `/api/v1/pods?limit=5&continue=${first.body.metadata.continue}`,
  );
  assert.deepEqual([expired.status, expired.body.reason], [410, "Expired"]);
  const inconsistent = await get<List>(`/api/v1/pods?limit=5&continue=${expired.body.metadata.continue}`);
  assert.equal(inconsistent.status, 200);
  assert.notEqual(inconsistent.body.items[0]?.metadata.name, first.body.items[0]?.metadata.name);
});

test("a continue token that is none is a bad request", async () => {
  assert.equal((await get("/api/v1/pods?limit=5&continue=rubbish")).status, 400);
});

test("selectors narrow a list by label and by field", async () => {
  const names = async (query: string) =>
    (await get<List>(`/api/v1/pods?${query}`)).body.items.map((pod) => pod.metadata.name);
  assert.deepEqual(await names("labelSelector=component%3Detcd"), [
    "etcd-harbor-cp-1",
    "etcd-harbor-cp-2",
    "etcd-harbor-cp-3",
  ]);
  const onNode = await names("fieldSelector=spec.nodeName%3Dharbor-cp-2");
  assert.ok(onNode.includes("kube-apiserver-harbor-cp-2") && onNode.every((name) => !name.endsWith("cp-1")));
  assert.deepEqual(await names("labelSelector=component%20in%20(kube-scheduler)&limit=1"), [
    "kube-scheduler-harbor-cp-1",
  ]);
  assert.deepEqual(await names("labelSelector=component%3Dnothing"), []);
});

test("lists of a namespace hold that namespace only", async () => {
  const { body } = await get<List>("/api/v1/namespaces/payments/services");
  assert.deepEqual(
    body.items.map((service) => service.metadata.name),
    ["debug-tmp", "ledger-ui", "refunds"],
  );
});

test("mirror pods of the control plane carry their real flags", async () => {
  const { body } = await get<{
    metadata: { annotations: Record<string, string> };
    spec: { containers: { command: string[] }[] };
  }>("/api/v1/namespaces/kube-system/pods/kube-apiserver-harbor-cp-1");
  assert.ok(body.metadata.annotations["kubernetes.io/config.mirror"]);
  assert.ok(body.spec.containers[0]?.command.includes("--anonymous-auth=false"));
});

test("every kind that discovery names can be listed", async () => {
  const groups = await get<{ groups: { preferredVersion: { groupVersion: string } }[] }>("/apis");
  const bases = ["/api/v1", ...groups.body.groups.map((group) => `/apis/${group.preferredVersion.groupVersion}`)];
  let listed = 0;
  for (const base of bases) {
    const { body } = await get<{ resources: { name: string; verbs: string[] }[] }>(base);
    for (const { name } of body.resources.filter((resource) => resource.verbs.includes("list"))) {
      const list = await get<List>(`${base}/${name}`);
      assert.equal(list.status, 200, `${base}/${name}`);
      assert.match(list.body.kind, /List$/);
      listed += 1;
    }
  }
  assert.ok(listed >= 15);
});

test("a path that names nothing is 404 to who may ask, and no machine can be written", async () => {
  assert.equal((await ask(`${server}/nonexistent`, { cert, key })).body, "404 page not found\n");
  assert.equal((await ask(`${server}/apis/nonexistent.example/v1/foos`, { cert, key })).status, 404);
  const written = await ask(`${server}/api/v1/nodes/harbor-worker-1`, { cert, key, method: "DELETE" });
  assert.equal(written.status, 405);
});
