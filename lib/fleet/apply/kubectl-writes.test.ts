import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { afterEach, describe, test } from "node:test";
import { fleetForTest } from "../running-fleet-fixture.ts";
import { portState } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.153", clusters: ["harbor"] });
const address = fleet.clusters[0]?.nodes.find(({ name }) => name === "harbor-cp-1")?.address ?? "";

/** What kubectl printed on both streams. */
function kubectl(args: string[], input = ""): Promise<string> {
  return new Promise((resolve) => {
    const all = ["--kubeconfig", fleet.kubeconfig, ...args];
    const child = execFile("kubectl", all, { timeout: 30_000 }, (_error, out, complaint) => resolve(out + complaint));
    child.stdin?.end(input);
  });
}

afterEach(() => fleet.restore("harbor"));

describe("what kubectl writes into the fleet's API", () => {
  test("a Service that is made internal loses its port on every node, and gets it back", async () => {
    assert.equal(await portState(address, 30_080), "open");
    const patch = '{"spec":{"type":"ClusterIP"}}';
    assert.match(await kubectl(["-n", "payments", "patch", "service", "ledger-ui", "-p", patch]), /patched/);
    assert.equal(await portState(address, 30_080), "ECONNREFUSED");
    assert.doesNotMatch(await kubectl(["-n", "payments", "get", "service", "ledger-ui", "-o", "yaml"]), /nodePort/);
    await fleet.restore("harbor");
    assert.equal(await portState(address, 30_080), "open");
  });

  test("a dry run changes nothing, and a port outside of the range is refused as the API server refuses it", async () => {
    const create = ["create", "service", "nodeport", "try", "--tcp=80", "--dry-run=server"];
    assert.match(await kubectl(create), /created \(server dry run\)/);
    assert.match(await kubectl(["get", "service", "try"]), /NotFound/);
    assert.match(await kubectl([...create, "--node-port=8080"]), /not in the valid range/);
  });

  test("a manifest is applied, applied again and deleted", async () => {
    const manifest = JSON.stringify({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "deny", namespace: "data" },
      spec: { podSelector: {}, policyTypes: ["Ingress"] },
    });
    assert.match(await kubectl(["apply", "-f", "-"], manifest), /created/);
    assert.match(await kubectl(["apply", "-f", "-"], manifest), /unchanged/);
    assert.match(await kubectl(["-n", "data", "delete", "networkpolicy", "deny"]), /deleted/);
    assert.match(await kubectl(["-n", "data", "get", "networkpolicy", "deny"]), /NotFound/);
  });

  test("a binding that is deleted takes its right along", async () => {
    const exec = ["auth", "can-i", "create", "pods", "--subresource=exec", "--as=somebody", "--as-group=developers"];
    assert.match(await kubectl(exec), /^yes/);
    await kubectl(["delete", "clusterrolebinding", "developers-debug"]);
    assert.match(await kubectl(exec), /^no/);
  });

  test("an approved request gets its certificate", async () => {
    const [waiting] = (await kubectl(["get", "csr"])).split("\n").filter((line) => /worker-9 .*Pending/.test(line));
    const name = waiting?.split(/\s+/)[0] ?? "";
    assert.match(await kubectl(["certificate", "approve", name]), /approved/);
    assert.match(await kubectl(["get", "csr", name]), /Approved,Issued/);
  });

  test("machines are not written, and who only reads writes nothing", async () => {
    assert.match(await kubectl(["delete", "node", "harbor-worker-1"]), /MethodNotAllowed/);
    const scanner = ["--kubeconfig", fleet.kubeconfigs.scanner, "-n", "payments", "delete", "service", "ledger-ui"];
    assert.match(await kubectl(scanner), /Forbidden/);
  });
});
