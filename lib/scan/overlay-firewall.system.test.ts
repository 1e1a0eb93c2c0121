import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cniOverlayUdpExposed as check } from "../checks/cni/cni-overlay-udp-exposed.ts";
import { contextFor, evidenceOf, hardened, node as sampleNode, withInventory } from "../checks/sample-evidence.ts";
import type { Observation } from "../domain/observation.ts";
import { overlayUdpPorts, udpControlPorts } from "../domain/well-known-ports.ts";

/**
 * A node with a VXLAN port, a peer of its and an outsider, each in a network namespace of its own inside one of ours,
 * with the real nft.
 */
const node = "10.99.0.1";
const peer = "10.99.1.2";
const asRoot = process.getuid?.() === 0;
const tunnel = `require("node:dgram").createSocket("udp4").bind(8472,"0.0.0.0",()=>console.log("ready"))`;
const topology = `
set -eu
ip link set lo up
unshare -n sleep 600 & peer=$!
unshare -n sleep 600 & outsider=$!
sleep 0.3
link() {
  ip link add "v$1" type veth peer name eth0 netns "$2"
  ip link set "v$1" up; ip addr add "$3.1/24" dev "v$1"
  nsenter -t "$2" -n sh -c "ip link set lo up; ip link set eth0 up; ip addr add $3.2/24 dev eth0; ip route add default via $3.1"
}
link p "$peer" 10.99.1
link o "$outsider" 10.99.2
ip addr add ${node}/32 dev lo
echo "$peer $outsider"
exec "${process.execPath}" -e '${tunnel}'
`;
/** What a scan sends to the node, run where it is told to; prints observations. */
const script = `
import { lookAtUdp } from ${JSON.stringify(join(import.meta.dirname, "look-at-udp.ts"))};
const udp = ${JSON.stringify([udpControlPorts[0], ...overlayUdpPorts.map(({ port }) => port), udpControlPorts[1]])}.map((port) => ({ port, hint: "vxlan" }));
const context = { vantage: { name: "office", kind: "other-network" }, now: () => new Date("2026-11-21T08:00:00Z"), signal: new AbortController().signal, timeoutMs: 5000, maxBytes: 4096, authorizationProofs: false };
console.log(JSON.stringify((await lookAtUdp({ node: "worker-1", address: "${node}", udp }, context)).observations));
`;

let place: ChildProcess;
let pids: { node: number; peer: number; outsider: number };

function inNetwork(where: keyof typeof pids, command: string[], input = ""): string {
  const user = asRoot ? [] : ["-U", "--preserve-credentials"];
  const options = { encoding: "utf8", input, timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(
    "nsenter",
    ["-t", String(pids[where]), ...user, "-n", ...command],
    options,
  );
  assert.equal(status, 0, stderr);
  return stdout;
}

function verdictFrom(where: "peer" | "outsider") {
  const printed = inNetwork(where, [process.execPath, "--input-type=module", "-e", script]);
  const observations: Observation[] = JSON.parse(printed);
  const vantage = { name: "office", kind: "other-network" } as const;
  const seen = withInventory({ ...hardened(), vantage, observations }, { nodes: [sampleNode("worker-1", node)] });
  const evidence = evidenceOf(seen);
  const [subject] = check.subjects(evidence);
  assert.ok(subject);
  const vxlan = observations.find(({ port }) => port === 8472)?.state;
  return { judgement: check.judge(subject, evidence), vxlan };
}

before(async () => {
  const flags = asRoot ? ["-n"] : ["-Urn"];
  place = spawn("unshare", [...flags, "bash", "-c", topology], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  let said = "";
  place.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const deadline = Date.now() + 20_000;
  while (!said.includes("ready")) {
    assert.ok(Date.now() < deadline && place.exitCode === null, `the networks did not come up: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [peerPid = 0, outsiderPid = 0] = (said.split("\n")[0] ?? "").split(" ").map(Number);
  pids = { node: place.pid ?? 0, peer: peerPid, outsider: outsiderPid };
});

after(async () => {
  // The group is ours alone: the shell that became the listener, and the two sleeping namespaces.
  if (place.pid !== undefined && place.exitCode === null) {
    process.kill(-place.pid, "SIGKILL");
    await once(place, "exit");
  }
});

test("the fix of an open VXLAN port turns the verdict for an outsider and keeps the overlay between nodes", () => {
  const open = verdictFrom("outsider");
  assert.deepEqual([open.judgement.verdict, open.vxlan], ["fail", "open|filtered"], open.judgement.reason);
  const context = contextFor({ address: node, controlPlaneAddresses: [peer], values: { nodes: `${node},${peer}` } });
  const rules = check.remediate(context).steps.find(({ language }) => language === "nft")?.code;
  assert.ok(rules);
  inNetwork("node", ["nft", "-f", "-"], rules);
  const shut = verdictFrom("outsider");
  assert.deepEqual([shut.judgement.verdict, shut.vxlan], ["pass", "closed"], shut.judgement.reason);
  assert.equal(verdictFrom("peer").vxlan, "open|filtered");
});
