import { apiServer } from "./api-server.ts";
import { banner } from "./banner.ts";
import { controlPlaneComponent } from "./control-plane-component.ts";
import type { Probe } from "./define-probe.ts";
import { etcd } from "./etcd.ts";
import { etcdMetrics } from "./etcd-metrics.ts";
import { etcdPeer } from "./etcd-peer.ts";
import { http } from "./http.ts";
import { kubeProxy } from "./kube-proxy.ts";
import { kubelet } from "./kubelet.ts";
import { kubeletHealthz } from "./kubelet-healthz.ts";
import { kubeletReadOnly } from "./kubelet-read-only.ts";
import { bindProbes } from "./probe-port.ts";
import { tls } from "./tls.ts";

/** Every probe, in the order they are tried on an open port. */
export const probes: readonly Probe[] = [
  tls,
  kubelet,
  kubeletReadOnly,
  kubeletHealthz,
  etcd,
  etcdPeer,
  etcdMetrics,
  apiServer,
  controlPlaneComponent,
  kubeProxy,
  http,
  banner,
];

/** Looks into one swept port with every probe that matches. Rejects for no reason of the network. */
export const probePort = bindProbes(probes);

export { defineProbe, type Probe, type ProbeContext, type ProbeTarget } from "./define-probe.ts";
export { formatPortRanges, parsePorts } from "./ports.ts";
export type { ProbePort, SweptPort } from "./probe-port.ts";
export { type Budget, budget, type NodePorts, type ProfileLimits, portsFor, profileLimits } from "./profiles.ts";
export type { SweepTarget } from "./sweep-host.ts";
export { type SweepOptions, type SweptTarget, sweepTcp } from "./sweep-tcp.ts";
