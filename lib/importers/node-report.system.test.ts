import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import type { NodeReport } from "../domain/node-report.ts";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const script = join(import.meta.dirname, "..", "..", "deploy", "breakwater-node-report.sh");
const root = mkdtempSync(join(tmpdir(), "breakwater-node-"));
after(() => rmSync(root, { recursive: true, force: true }));

/** Runs the script as a person would, and imports what it prints. */
async function report(args: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, ...environment };
  const { stdout, stderr } = await promisify(execFile)("sh", [script, ...args], { env, timeout: 60_000 });
  const nodes = [{ name: "worker-1", addresses: ["192.0.2.11"] }];
  const [read] = readImport(stdout, samplePlace({ nodes })).nodeReports;
  return { read: read ?? assert.fail("no report"), stdout, stderr };
}

function put(path: string, content: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const valuesOf = (read: NodeReport, kind: string, component = "kubelet") =>
  read.settings.find((source) => source.kind === kind && source.component === component)?.values;

test("on this machine it names listeners with their process, connections and kernel settings", async () => {
  const server = createServer((socket) => socket.on("error", () => socket.destroy()));
  await new Promise<void>((listening) => server.listen(0, "127.152.8.1", listening));
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  try {
    const { read } = await report(["--node", "worker-1"]);
    const listener = read.listeners?.find((one) => one.port === port);
    assert.deepEqual([listener?.address, listener?.protocol], ["127.152.8.1", "TCP"]);
    assert.match(read.sysctls?.["net.ipv4.conf.all.route_localnet"] ?? "", /^[01]$/);
    assert.ok(Array.isArray(read.connections));
    assert.ok(Math.abs(Date.parse(read.at) - Date.now()) < 60_000);
  } finally {
    server.close();
  }
});

test("a node that is called as its machine needs no name, and another cluster's machine is refused", async () => {
  const { stdout } = await promisify(execFile)("sh", [script], { timeout: 60_000 });
  assert.equal((JSON.parse(stdout) as NodeReport).node, hostname().toLowerCase());
  assert.throws(() => readImport(stdout, samplePlace()), /no node of this cluster is called/);
});

function plantKubelet(): void {
  const kubelet = ["/usr/bin/kubelet", "--config=/var/lib/kubelet/config.yaml", "--config-dir", "/etc/kubelet.d"];
  put("proc/sys/kernel/hostname", "Worker-1\n");
  put("proc/12/comm", "kubelet\n");
  put("proc/12/cmdline", [...kubelet, "--bootstrap-token=abc.hunter2", "--node-ip", "192.0.2.11", ""].join("\0"));
  const config = `apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous:
    enabled: false
  x509:
    clientCAFile: "/etc/kubernetes/pki/ca.crt"
clusterDNS:
- 10.96.0.10
featureGates:
  RotateKubeletServerCertificate: true # renewed
readOnlyPort: 0
registerWithTaints:
- key: dedicated
  effect: NoSchedule
staticPodURLHeader:
  Authorization:
  - Bearer hunter2
serverTLSBootstrap: true
`;
  put("var/lib/kubelet/config.yaml", config);
  const dropIn = { authentication: { anonymous: { enabled: true } }, readOnlyPort: 10255, tlsCipherSuites: ["A", "B"] };
  put("etc/kubelet.d/10-open.conf", JSON.stringify(dropIn));
}

function plantApiServer(): void {
  const flags = ["--anonymous-auth=false", "--audit-policy-file=/etc/kubernetes/audit.yaml"];
  put("proc/13/comm", "kube-apiserver\n");
  const etcd = "--etcd-servers=https://root:hunter2@127.0.0.1:2379";
  put("proc/13/cmdline", ["kube-apiserver", ...flags, etcd, ""].join("\0"));
  const policy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  # probes are not worth a record
  - level: None
    users: ["system:kube-proxy"]
    resources:
      - group: "" # core
        resources: ["endpoints", "services/status"]
  - level: Metadata
    nonResourceURLs:
      - "/api*"
  - level: Request
`;
  put("etc/kubernetes/audit.yaml", policy);
  const certificate = join(root, "etc/kubernetes/pki/ca.crt");
  mkdirSync(dirname(certificate), { recursive: true });
  const subject = ["-subj", "/CN=kubernetes", "-days", "30", "-out", certificate, "-keyout", "/dev/null"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject], { stdio: "ignore" });
}

test("of a control-plane node it tells settings, audit rules and certificates, and no secret", async () => {
  plantKubelet();
  plantApiServer();
  const { read, stdout } = await report([], { BREAKWATER_ROOT: root });
  assert.equal(read.node, "worker-1");
  assert.deepEqual(valuesOf(read, "command-line"), {
    config: "/var/lib/kubelet/config.yaml",
    "config-dir": "/etc/kubelet.d",
    "node-ip": "192.0.2.11",
  });
  assert.deepEqual(valuesOf(read, "file"), {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    "authentication.anonymous.enabled": false,
    "authentication.x509.clientCAFile": "/etc/kubernetes/pki/ca.crt",
    clusterDNS: ["10.96.0.10"],
    "featureGates.RotateKubeletServerCertificate": true,
    readOnlyPort: 0,
    serverTLSBootstrap: true,
  });
  assert.deepEqual(valuesOf(read, "drop-in"), {
    "authentication.anonymous.enabled": true,
    readOnlyPort: 10255,
    tlsCipherSuites: ["A", "B"],
  });
  const rules = valuesOf(read, "command-line", "kube-apiserver")?.["audit-policy-rules"];
  assert.deepEqual(Array.isArray(rules) ? rules.map((rule) => JSON.parse(rule) as unknown) : rules, [
    {
      level: "None",
      users: ["system:kube-proxy"],
      resources: [{ group: "", resources: ["endpoints", "services/status"] }],
    },
    { level: "Metadata", nonResourceURLs: ["/api*"] },
    { level: "Request" },
  ]);
  const [authority] = read.certificates ?? [];
  assert.deepEqual([authority?.path, authority?.isAuthority], ["/etc/kubernetes/pki/ca.crt", true]);
  assert.ok(Date.parse(authority?.notAfter ?? "") > Date.now() + 29 * 86_400_000);
  assert.ok(!stdout.includes("hunter2"), "a secret was printed");
});

test("what it cannot read it leaves null and says so", async () => {
  put("bin/id", "#!/bin/sh\necho 1000\n");
  for (const tool of ["awk", "cat", "date", "sed", "tr", "sh"]) {
    const path = execFileSync("sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim();
    execFileSync("ln", ["-s", path, join(root, "bin", tool)]);
  }
  execFileSync("chmod", ["+x", join(root, "bin/id")]);
  const { read, stderr } = await report(["--node=worker-1"], { PATH: join(root, "bin"), BREAKWATER_ROOT: root });
  assert.deepEqual([read.listeners, read.connections, read.certificates, read.firewalls], [null, null, null, null]);
  assert.match(stderr, /ss is missing/);
  assert.match(stderr, /openssl is missing/);
  assert.match(stderr, /not root: packet filters are not read/);
});
