import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import type { NetworkIntent } from "../domain/network-intent.ts";
import type { RemediationContext } from "../domain/remediation.ts";
import { networkRules } from "../remediation/index.ts";

/**
 * A node, a control plane and an outsider, each in a network namespace of its own, with the real nft and iptables. The
 * namespaces live in one of their own, so that nothing of this machine is touched; without root they are made in a user
 * namespace.
 */
const node = { v4: "10.99.0.1", v6: "fd99::1" };
const control = { v4: "10.99.1.2", v6: "fd99:1::2" };

const listener = `const net=require("node:net");let n=0;for(const p of [10250,10255,8080])net.createServer(s=>s.on("error",()=>{}).end("hi")).listen(p,"::",()=>{if(++n===3)console.log("ready")})`;

const topology = `
set -eu
ip link set lo up
unshare -n sleep 600 & control=$!
unshare -n sleep 600 & outsider=$!
sleep 0.3
link() {
  ip link add "v$1" type veth peer name eth0 netns "$2"
  ip link set "v$1" up
  ip addr add "$3.1/24" dev "v$1"; ip -6 addr add "$4::1/64" dev "v$1" nodad
  nsenter -t "$2" -n sh -c "ip link set lo up; ip link set eth0 up; ip addr add $3.2/24 dev eth0; ip -6 addr add $4::2/64 dev eth0 nodad; ip route add default via $3.1; ip -6 route add default via $4::1"
}
link c "$control" 10.99.1 fd99:1
link o "$outsider" 10.99.2 fd99:2
ip addr add ${node.v4}/32 dev lo; ip -6 addr add ${node.v6}/128 dev lo
echo "$control $outsider"
exec "${process.execPath}" -e '${listener}'
`;

let place: ChildProcess;
let pids: { node: number; control: number; outsider: number };
const asRoot = process.getuid?.() === 0;

/** Runs a command in the network of one of the three machines. */
function inNetwork(where: keyof typeof pids, command: string) {
  const user = asRoot ? [] : ["-U", "--preserve-credentials"];
  return spawnSync("nsenter", ["-t", String(pids[where]), ...user, "-n", "bash", "-euo", "pipefail", "-c", command], {
    encoding: "utf8",
  });
}

const dial = `const net=require("node:net");const [,a,p]=process.argv;const s=net.connect({host:a,port:+p,timeout:1200});s.on("connect",()=>{console.log("open");s.destroy()});s.on("timeout",()=>{console.log("filtered");s.destroy()});s.on("error",e=>console.log(e.code==="ECONNREFUSED"?"closed":e.code))`;

function stateFrom(where: "control" | "outsider" | "node", address: string, port: number): string {
  const { stdout, stderr } = inNetwork(where, `"${process.execPath}" -e '${dial}' ${address} ${port}`);
  return stdout.trim() || stderr;
}

before(async () => {
  const unshare = asRoot ? ["-n"] : ["-Urn"];
  place = spawn("unshare", [...unshare, "bash", "-c", topology], {
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
  const [controlPid = 0, outsiderPid = 0] = (said.split("\n")[0] ?? "").split(" ").map(Number);
  pids = { node: place.pid ?? 0, control: controlPid, outsider: outsiderPid };
});

after(async () => {
  // The group is ours alone: the shell that became the listener, and the two sleeping namespaces.
  if (place.pid !== undefined && place.exitCode === null) {
    process.kill(-place.pid, "SIGKILL");
    await once(place, "exit");
  }
});

const intent: NetworkIntent = {
  name: "kubelet-api",
  purpose: "Only the control plane talks to the kubelet.",
  on: "node",
  ports: [
    { port: 10250, protocol: "TCP" },
    { port: 10255, protocol: "TCP" },
  ],
  allow: [{ label: "control plane", cidrs: [control.v4, control.v6] }],
};
const nodePorts: NetworkIntent = {
  ...intent,
  name: "node-ports",
  ports: [{ port: 30000, endPort: 32767, protocol: "TCP" }],
};

const context: RemediationContext = {
  distribution: "kubeadm",
  subject: { kind: "Node", uid: "uid-1", name: "worker-1", node: "worker-1", address: node.v4, port: 10250 },
  address: node.v4,
  port: 10250,
  nodeName: "worker-1",
  nodeAddresses: [node.v4, node.v6],
  controlPlaneAddresses: [control.v4],
  podCIDRs: [],
  clusterName: "sample",
  values: {},
};

function ruleOf(tool: "nftables" | "iptables", wanted: NetworkIntent) {
  const rule = networkRules(wanted, context).find((one) => one.tool === tool);
  assert.ok(rule);
  return rule;
}

const withoutSudo = (text: string) => text.replaceAll("sudo ", "");

/** Puts a rule into force as the page says, but from a pipe instead of the file. */
function apply(tool: "nftables" | "iptables", wanted: NetworkIntent): void {
  const { code } = ruleOf(tool, wanted);
  const command = tool === "nftables" ? `nft -f - <<'RULES'\n${code}\nRULES` : withoutSudo(code);
  const { status, stderr } = inNetwork("node", command);
  assert.equal(status, 0, stderr);
}

function undo(tool: "nftables" | "iptables", wanted: NetworkIntent): void {
  const command = withoutSudo(ruleOf(tool, wanted).undo).replace(/ && rm \S+$/, "");
  const { status, stderr } = inNetwork("node", command);
  assert.equal(status, 0, stderr);
}

for (const tool of ["nftables", "iptables"] as const) {
  describe(`${tool} rules, in force in real network namespaces`, () => {
    test("let the control plane in, filter the outsider, and leave other ports as they were", () => {
      assert.equal(stateFrom("outsider", node.v4, 10250), "open");
      assert.equal(stateFrom("outsider", node.v6, 10250), "open");
      apply(tool, intent);
      try {
        for (const port of [10250, 10255]) {
          assert.equal(stateFrom("outsider", node.v4, port), "filtered");
          assert.equal(stateFrom("outsider", node.v6, port), "filtered");
          assert.equal(stateFrom("control", node.v4, port), "open");
          assert.equal(stateFrom("control", node.v6, port), "open");
          assert.equal(stateFrom("node", node.v4, port), "open");
        }
        assert.equal(stateFrom("outsider", node.v4, 8080), "open");
      } finally {
        undo(tool, intent);
      }
      assert.equal(stateFrom("outsider", node.v4, 10250), "open");
    });

    test("can be seen in force with the command of the page", () => {
      apply(tool, intent);
      try {
        const { stdout, status } = inNetwork("node", withoutSudo(ruleOf(tool, intent).verify));
        assert.equal(status, 0);
        assert.match(stdout, tool === "nftables" ? /counter packets/ : /-j DROP/);
      } finally {
        undo(tool, intent);
      }
    });

    test("filter a NodePort although its destination is rewritten as kube-proxy does it", () => {
      const rewrite = `nft -f - <<'RULES'\ntable ip kube_proxy {\n chain nat {\n type nat hook prerouting priority dstnat;\n tcp dport 30080 dnat to ${node.v4}:8080\n }\n}\nRULES`;
      assert.equal(inNetwork("node", rewrite).status, 0);
      try {
        assert.equal(stateFrom("outsider", node.v4, 30080), "open");
        apply(tool, nodePorts);
        try {
          assert.equal(stateFrom("outsider", node.v4, 30080), "filtered");
          assert.equal(stateFrom("control", node.v4, 30080), "open");
        } finally {
          undo(tool, nodePorts);
        }
      } finally {
        inNetwork("node", "nft delete table ip kube_proxy");
      }
    });

    test("let nobody but the node itself in where nobody is allowed", () => {
      const closed = { ...intent, allow: [] };
      apply(tool, closed);
      try {
        assert.equal(stateFrom("control", node.v4, 10250), "filtered");
        assert.equal(stateFrom("node", node.v4, 10250), "open");
      } finally {
        undo(tool, closed);
      }
    });
  });
}
