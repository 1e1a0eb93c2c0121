import type { StaticPod } from "../../domain/inventory.ts";
import type { EtcdFacts, Exchange, Observation } from "../../domain/observation.ts";
import type { SettingSource } from "../../domain/setting.ts";
import { k3sServer } from "../api-server/sample-flags.ts";
import {
  addresses,
  exchange,
  hardened,
  observation,
  type Seen,
  tls,
  vantageOf,
  withInventory,
  withPort,
} from "../sample-evidence.ts";

const address = addresses["cp-1"] ?? "";

/** Facts of an etcd that wants a client certificate, as recorded: TLS 1.3 completes, then alert 116. */
export function etcd(changes: Partial<EtcdFacts> = {}): EtcdFacts {
  return {
    endpoint: "client",
    transport: "https",
    access: "client-certificate-required",
    version: null,
    registryKeys: null,
    v2: "unknown",
    members: null,
    metrics: null,
    health: null,
    pprof: null,
    ...changes,
  };
}

/** Facts of an open etcd 3.5.30 over plain HTTP, as recorded. */
export const openEtcd: EtcdFacts = etcd({
  transport: "http",
  access: "open",
  version: "3.5.30",
  registryKeys: 412,
  v2: "off",
  metrics: true,
  health: true,
  pprof: false,
});

/** etcd open at a port of cp-1. */
export function withEtcd(facts: EtcdFacts, port = 2379, changes: Partial<Observation> = {}, seen = hardened()): Seen {
  const isMutual = facts.access === "client-certificate-required";
  return withPort(seen, "cp-1", port, {
    state: "open",
    service: "etcd",
    etcd: facts,
    exchanges: answers(facts, port),
    ...(facts.transport === "https"
      ? { tls: tls({ clientCertificate: isMutual ? "required" : "not-requested" }) }
      : {}),
    ...changes,
  });
}

function answers(facts: EtcdFacts, port: number): Exchange[] {
  const base = `${facts.transport}://${address}:${port}`;
  const alert = { error: "tls-alert 116 certificate_required" };
  if (facts.access === "client-certificate-required") return [exchange(`${base}/version`, null, "", alert)];
  const range = exchange(`${base}/v3/kv/range`, facts.access === "open" ? 200 : 400, "count 412", { method: "POST" });
  return [exchange(`${base}/version`, 200, "etcdserver 3.5.30"), range];
}

/** The same port, found open from the internet by a tool that asked it nothing. */
export function withImported(seen: Seen, port = 2379): Seen {
  const vantage = vantageOf("internet");
  const imported = observation("cp-1", port, { state: "open", service: null, vantage, importedFrom: "nmap 7.95" });
  return { ...seen, observations: [...seen.observations, imported] };
}

/** etcd's static pod on cp-1 with these flags. */
export function withEtcdFlags(flags: Record<string, string>, seen: Seen = hardened()): Seen {
  const pod: StaticPod = {
    node: "cp-1",
    namespace: "kube-system",
    name: "etcd-cp-1",
    component: "etcd",
    flags,
    image: null,
  };
  return withInventory(seen, { staticPods: [pod] });
}

/** kubeadm's flags. */
export const kubeadmFlags: Record<string, string> = {
  "--client-cert-auth": "true",
  "--trusted-ca-file": "/etc/kubernetes/pki/etcd/ca.crt",
  "--listen-client-urls": "https://127.0.0.1:2379,https://192.0.2.10:2379",
  "--advertise-client-urls": "https://192.0.2.10:2379",
  "--peer-client-cert-auth": "true",
  "--peer-trusted-ca-file": "/etc/kubernetes/pki/etcd/ca.crt",
  "--peer-cert-file": "/etc/kubernetes/pki/etcd/peer.crt",
  "--peer-key-file": "/etc/kubernetes/pki/etcd/peer.key",
  "--listen-metrics-urls": "http://127.0.0.1:2381",
  "--initial-cluster": "cp-1=https://192.0.2.10:2380,cp-2=https://192.0.2.11:2380",
};

/** A k3s server that runs its own etcd, with these arguments for it. */
export function k3sEtcd(values: SettingSource["values"] = {}): Seen {
  return k3sServer(values, "etcd");
}

/** A k3s server that keeps its data in SQLite or in a database. */
export function withoutEtcdRole(): Seen {
  return k3sServer({}, "etcd", ["control-plane"]);
}
