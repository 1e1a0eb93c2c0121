import { apiServer } from "./api-server.ts";
import { banner } from "./banner.ts";
import { bgp } from "./bgp.ts";
import { calicoHealth } from "./calico-health.ts";
import { certificateNames } from "./certificate-names.ts";
import { ciliumHealth } from "./cilium-health.ts";
import { cloudMetadata } from "./cloud-metadata.ts";
import { controlPlaneComponent } from "./control-plane-component.ts";
import { criStreaming } from "./cri-streaming.ts";
import { databaseGreeting } from "./database-greeting.ts";
import type { Probe } from "./define-probe.ts";
import { dockerEngine } from "./docker-engine.ts";
import { elasticsearch } from "./elasticsearch.ts";
import { etcd } from "./etcd.ts";
import { etcdMetrics } from "./etcd-metrics.ts";
import { etcdPeer } from "./etcd-peer.ts";
import { http } from "./http.ts";
import { hubble } from "./hubble.ts";
import { ingressAdmission } from "./ingress-admission.ts";
import { k3sSupervisor } from "./k3s-supervisor.ts";
import { kubeProxy } from "./kube-proxy.ts";
import { kubectlProxy } from "./kubectl-proxy.ts";
import { kubelet } from "./kubelet.ts";
import { kubeletHealthz } from "./kubelet-healthz.ts";
import { kubeletReadOnly } from "./kubelet-read-only.ts";
import { machineConfigServer } from "./machine-config-server.ts";
import { metricsExporter } from "./metrics-exporter.ts";
import { microk8sClusterAgent } from "./microk8s-cluster-agent.ts";
import { bindProbes } from "./probe-port.ts";
import { spegel } from "./spegel.ts";
import { tls } from "./tls.ts";
import { weave } from "./weave.ts";
import { webConsole } from "./web-console.ts";

/**
 * Every probe, in the order they are tried on an open port: servers that speak first where they are expected, TLS, the
 * services with a port of their own, HTTP, what a page shows, and last what waits for its own protocol.
 */
export const probes: readonly Probe[] = [
  cloudMetadata,
  banner,
  bgp,
  weave,
  spegel,
  tls,
  kubelet,
  kubeletReadOnly,
  kubeletHealthz,
  etcd,
  etcdPeer,
  etcdMetrics,
  apiServer,
  k3sSupervisor,
  kubectlProxy,
  controlPlaneComponent,
  kubeProxy,
  machineConfigServer,
  microk8sClusterAgent,
  ingressAdmission,
  certificateNames,
  hubble,
  dockerEngine,
  criStreaming,
  ciliumHealth,
  calicoHealth,
  http,
  metricsExporter,
  webConsole,
  elasticsearch,
  databaseGreeting,
];

/** Looks into one swept port with every probe that matches. Rejects for no reason of the network. */
export const probePort = bindProbes(probes);

export { canaryPorts } from "./canary-ports.ts";
export { defineProbe, type Probe, type ProbeContext, type ProbeTarget } from "./define-probe.ts";
export { parseEndpoint } from "./endpoint.ts";
export { formatPortRanges, parsePorts } from "./ports.ts";
export type { ProbePort, SweptPort } from "./probe-port.ts";
export { probeUdp, type UdpTarget } from "./probe-udp.ts";
export { type Budget, budget, type NodePorts, type ProfileLimits, portsFor, profileLimits } from "./profiles.ts";
export type { SweepTarget } from "./sweep-host.ts";
export { type SweepOptions, type SweptTarget, sweepTcp } from "./sweep-tcp.ts";
export { udpServiceOf } from "./udp-payloads.ts";
