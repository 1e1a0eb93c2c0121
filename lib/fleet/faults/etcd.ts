import { hardened, type NodeSettings } from "../settings.ts";
import { always, everywhere, type FaultRule, notControlPlane, offNode } from "./fault-rule.ts";

const etcdOpen = (settings: Readonly<NodeSettings>) => settings.etcdClient === "tls" || settings.etcdClient === "plain";

export const etcdRules: FaultRule[] = [
  {
    checkId: "etcd-client-unauthenticated",
    applies: etcdOpen,
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd answers a range request without credentials",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-v2-api-open",
    applies: (s) => s.etcdV2 && etcdOpen(s),
    vantages: always(everywhere),
    port: () => 2379,
    says: "the v2 key API answers",
    fix: () => ({ etcdV2: false }),
  },
  {
    checkId: "etcd-plaintext-client",
    applies: (s) => s.etcdClient === "plain",
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd's client port speaks plain HTTP",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-client-cert-not-required",
    applies: (s) => s.etcdClient === "tls",
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd's TLS asks no client for a certificate",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-client-port-reachable",
    applies: (s) => etcdOpen(s) || s.etcdClient === "mutual-tls",
    vantages: always(notControlPlane),
    port: () => 2379,
    says: "2379 can be reached from outside the control plane",
    fix: () => ({ etcdClient: "loopback" }),
  },
  {
    checkId: "etcd-peer-port-exposed",
    applies: (s) => s.etcdPeer === "mutual-tls" || s.etcdPeer === "open",
    vantages: (s) => (s.etcdPeer === "open" ? everywhere : notControlPlane),
    port: () => 2380,
    says: "2380 can be reached by machines that are no members",
    fix: () => ({ etcdPeer: "loopback" }),
  },
  {
    checkId: "etcd-metrics-exposed",
    applies: (s) => s.etcdMetrics === "node",
    vantages: always(everywhere),
    port: () => 2381,
    says: "the metrics listener is bound to every address",
    fix: () => ({ etcdMetrics: "loopback" }),
  },
  {
    // The client port serves /metrics as well, whether or not there is a listener of its own.
    checkId: "etcd-metrics-exposed",
    applies: etcdOpen,
    vantages: always(offNode),
    port: () => 2379,
    says: "the client port serves /metrics without credentials",
    fix: () => ({ etcdClient: "mutual-tls" }),
  },
  {
    checkId: "etcd-auto-tls",
    applies: (s) => s.etcdAutoTls,
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd makes its own certificates",
    fix: () => ({ etcdAutoTls: false }),
  },
  {
    checkId: "etcd-shared-ca",
    applies: (s) => s.etcdSharedAuthority,
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd trusts every certificate that the cluster issues",
    fix: () => ({ etcdSharedAuthority: false }),
  },
  {
    checkId: "etcd-listen-all-interfaces",
    applies: (s) => s.etcdAllInterfaces,
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd binds every address of a machine that has a public one",
    fix: () => ({ etcdAllInterfaces: false }),
  },
  {
    checkId: "etcd-outdated-version",
    applies: (s) => s.etcdClient !== "none" && s.etcdVersion !== hardened.etcdVersion,
    vantages: always(everywhere),
    port: () => 2379,
    says: "an etcd release with known holes",
    fix: () => ({ etcdVersion: hardened.etcdVersion, etcdV2: false }),
  },
  {
    checkId: "control-plane-cert-expiring",
    applies: (s) => s.etcdCertificateExpiring,
    vantages: always(everywhere),
    port: () => 2379,
    says: "etcd's certificate ends in twelve days",
    fix: () => ({ etcdCertificateExpiring: false }),
  },
  {
    checkId: "control-plane-cert-expiring",
    applies: (s) => s.etcdCertificateExpiring && s.etcdPeer !== "none",
    vantages: always(everywhere),
    port: () => 2380,
    says: "etcd's certificate ends in twelve days",
    fix: () => ({ etcdCertificateExpiring: false }),
  },
];

/** Where a file of the kubelet starts etcd, so that a scan knows that it runs there. */
export const etcdPathRule: FaultRule = {
  checkId: "expected-path-blocked",
  applies: (s) => s.apiServer && s.etcdClient === "loopback",
  vantages: always(["control-plane"]),
  port: () => 2379,
  says: "the host firewall keeps the other control planes from etcd as well",
  fix: () => ({ etcdClient: "mutual-tls" }),
};
