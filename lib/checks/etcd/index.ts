import type { Check } from "../../domain/check.ts";
import { etcdAutoTls } from "./etcd-auto-tls.ts";
import { etcdClientCertNotRequired } from "./etcd-client-cert-not-required.ts";
import { etcdClientPortReachable } from "./etcd-client-port-reachable.ts";
import { etcdClientUnauthenticated } from "./etcd-client-unauthenticated.ts";
import { etcdListenAllInterfaces } from "./etcd-listen-all-interfaces.ts";
import { etcdMetricsExposed } from "./etcd-metrics-exposed.ts";
import { etcdOutdatedVersion } from "./etcd-outdated-version.ts";
import { etcdPeerPortExposed } from "./etcd-peer-port-exposed.ts";
import { etcdPlaintextClient } from "./etcd-plaintext-client.ts";
import { etcdSharedCa } from "./etcd-shared-ca.ts";
import { etcdV2ApiOpen } from "./etcd-v2-api-open.ts";

export const etcdChecks: readonly Check[] = [
  etcdClientUnauthenticated,
  etcdV2ApiOpen,
  etcdPlaintextClient,
  etcdClientCertNotRequired,
  etcdClientPortReachable,
  etcdPeerPortExposed,
  etcdMetricsExposed,
  etcdAutoTls,
  etcdSharedCa,
  etcdListenAllInterfaces,
  etcdOutdatedVersion,
];
