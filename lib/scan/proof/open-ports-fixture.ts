import { readFileSync } from "node:fs";
import type { Fleet } from "../../fleet/index.ts";

/** One open port of the fleet, and by which words the program behind it is named right. */
export interface OpenPort {
  address: string;
  port: number;
  program: RegExp;
}

const kubernetes = /kube-apiserver|kubectl-proxy|kubernetes|k3s/i;
const manager = /kube-controller-manager/;
const scheduler = /kube-scheduler/;

/** Programs that have a port of their own, on whichever node. */
const byPort: Readonly<Record<number, RegExp>> = {
  179: /bgp/i,
  2375: /docker/i,
  2379: /etcd/i,
  2380: /etcd/i,
  2381: /etcd/i,
  4194: /cadvisor/i,
  4244: /hubble|cilium/i,
  5001: /http/i,
  5473: /typha|calico/i,
  6443: kubernetes,
  6782: /weave/i,
  6783: /weave/i,
  8001: kubernetes,
  8080: kubernetes,
  8133: /konnectivity/i,
  8134: /konnectivity/i,
  8443: /http/i,
  9100: /exporter|prometheus/i,
  9345: /rke2|k3s|supervisor/i,
  9962: /cilium|exporter|prometheus/i,
  10248: /kubelet/i,
  10249: /kube-proxy/,
  10250: /kubelet/i,
  10251: scheduler,
  10252: manager,
  10255: /kubelet/i,
  10256: /kube-proxy/,
  10257: manager,
  10259: scheduler,
  10350: /kubelet/i,
  22623: /machine-config|ignition/i,
  25000: /microk8s/i,
  50000: /talos|apid/i,
};

const byBackend: Readonly<Record<string, RegExp>> = {
  page: /http/i,
  "page-over-tls": /http/i,
  login: /http/i,
  "redirect-to-https": /http/i,
  dashboard: /dashboard/i,
  redis: /redis/i,
  smtp: /smtp/i,
};

const supervisorPort = 9345;

/** Listening TCP sockets of this process's machine by address, as Linux lists them. */
function listening(): { address: string; port: number }[] {
  const lines = readFileSync("/proc/net/tcp", "utf8").trim().split("\n").slice(1);
  return lines.flatMap((line) => {
    const [, local = "", , state] = line.trim().split(/\s+/);
    if (state !== "0A") return [];
    const [hex = "", port = ""] = local.split(":");
    const bytes = [...hex.matchAll(/../g)].map(([byte]) => Number.parseInt(byte, 16)).reverse();
    return [{ address: bytes.join("."), port: Number.parseInt(port, 16) }];
  });
}

/** What every node of the fleet has open for others; programs without a name of their own are left out. */
export async function openPorts(fleet: Fleet): Promise<OpenPort[]> {
  const sockets = Map.groupBy(listening(), ({ address }) => address);
  const found: OpenPort[] = [];
  for (const { name } of fleet.clusters) {
    await fleet.change(name, ({ nodes, services }) => {
      const nodePorts = new Map(services.map(({ nodePort, backend }) => [nodePort, byBackend[backend]]));
      for (const { home, hidden, settings } of nodes) {
        if (hidden || !settings.reachable) continue;
        for (const { port } of sockets.get(home) ?? []) {
          // An agent of a tenant takes the supervisor's port on a node that has none.
          const isTaken = port === supervisorPort && !settings.supervisor;
          const program = nodePorts.get(port) ?? (isTaken ? /http/i : byPort[port]);
          if (program) found.push({ address: home, port, program });
        }
      }
    });
  }
  return found;
}
