import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { fleetForTest } from "./running-fleet-fixture.ts";

const fleet = await fleetForTest({ base: "127.102" });
const run = promisify(execFile);

async function kubectl(kubeconfig: string, ...args: string[]): Promise<string> {
  const { stdout } = await run("kubectl", ["--kubeconfig", kubeconfig, ...args], { timeout: 30_000 });
  return stdout;
}

/** What kubectl complains of. */
async function complaint(kubeconfig: string, ...args: string[]): Promise<string> {
  const error: unknown = await kubectl(kubeconfig, ...args).then(
    () => assert.fail(`kubectl ${args.join(" ")} should have failed`),
    (reason: unknown) => reason,
  );
  return (error as { stderr: string }).stderr;
}

test("kubectl prints nodes, services and pods of all namespaces with their columns", async () => {
  const out = await kubectl(fleet.kubeconfig, "get", "nodes,svc,pods", "-A");
  assert.match(out, /NAME +STATUS +ROLES +AGE +VERSION/);
  assert.match(out, /node\/harbor-cp-1 +Ready +control-plane +\d+d +v1\.36\.2/);
  assert.match(out, /node\/harbor-worker-8 +NotReady/);
  assert.match(out, /payments +service\/debug-tmp +NodePort +\S+ +<none> +8080:32555\/TCP +\d+d/);
  assert.match(out, /kube-system +pod\/kube-apiserver-harbor-cp-3 +1\/1 +Running/);
});

test("kubectl describes a node and reads its configuration through the API server", async () => {
  assert.match(await kubectl(fleet.kubeconfig, "describe", "node", "harbor-cp-1"), /kube-apiserver-harbor-cp-1/);
  const path = "/api/v1/nodes/harbor-worker-7/proxy/configz";
  const answer = JSON.parse(await kubectl(fleet.kubeconfig, "get", "--raw", path)) as {
    kubeletconfig: { readOnlyPort: number };
  };
  assert.equal(answer.kubeletconfig.readOnlyPort, 10_255);
});

test("kubectl prints the pending serving request", async () => {
  assert.match(
    await kubectl(fleet.kubeconfig, "get", "csr"),
    /kubelet-serving +system:node:harbor-worker-9 +<none> +Pending/,
  );
});

test("every context reaches its cluster", async () => {
  assert.match(await kubectl(fleet.kubeconfig, "--context", "lagoon", "get", "nodes"), /v1\.35\.4-eks-/);
  assert.match(await kubectl(fleet.kubeconfig, "--context", "skiff", "get", "nodes"), /v1\.36\.2\+k3s1/);
  assert.match(await kubectl(fleet.kubeconfig, "--context", "dinghy", "get", "nodes"), /control-plane,etcd,master/);
  assert.doesNotMatch(await kubectl(fleet.kubeconfig, "--context", "lagoon", "get", "pods", "-A"), /apiserver|etcd/);
});

test("auth can-i tells the least-privileged scanner apart from the administrator", async () => {
  assert.equal((await kubectl(fleet.kubeconfig, "auth", "can-i", "delete", "nodes")).trim(), "yes");
  const scanner = fleet.kubeconfigs.scanner;
  assert.equal((await kubectl(scanner, "auth", "can-i", "list", "nodes")).trim(), "yes");
  const refused = await kubectl(scanner, "auth", "can-i", "delete", "nodes").catch(
    (error: { stdout: string }) => error,
  );
  assert.equal(typeof refused === "string" ? refused : refused.stdout.trim(), "no");
  assert.match(await kubectl(scanner, "auth", "can-i", "--list"), /nodes\/configz +\[\] +\[\] +\[get\]/);
});

test("a refused list is worded as the API server words it", async () => {
  assert.match(
    await complaint(fleet.kubeconfigs.viewer, "get", "pods", "-A"),
    /^Error from server \(Forbidden\): pods is forbidden: User "system:serviceaccount:kube-system:node-viewer" cannot list resource "pods" in API group "" at the cluster scope/,
  );
  assert.match(
    await complaint(fleet.kubeconfigs.scanner, "get", "--raw", "/api/v1/nodes/harbor-cp-1/proxy/pods"),
    /nodes "harbor-cp-1" is forbidden: .* cannot get resource "nodes\/proxy" in API group ""/,
  );
  assert.match(
    await complaint(fleet.kubeconfig, "get", "node", "harbor-worker-99"),
    /nodes "harbor-worker-99" not found/,
  );
});

test("an expired token is nobody's", async () => {
  assert.match(await complaint(fleet.kubeconfigs.expired, "get", "nodes"), /You must be logged in to the server/);
});

test("the API server says what the kubelet behind its proxy would not", async () => {
  const behind = (node: string) => complaint(fleet.kubeconfig, "get", "--raw", `/api/v1/nodes/${node}/proxy/configz`);
  assert.match(await behind("harbor-worker-9"), /error trying to reach service: remote error: tls: internal error/);
  assert.match(await behind("harbor-worker-8"), /connect: network is unreachable/);
});
