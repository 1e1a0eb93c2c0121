import { type ApiContext, apiRoutes, insecureApiRoutes } from "./api/api-routes.ts";
import { isFiltered } from "./apply/packet-filter.ts";
import type { Tokens } from "./authentication.ts";
import { healthzRoutes, kubeletRoutes, readOnlyRoutes } from "./kubelet/kubelet-routes.ts";
import { type ConnectionHandler, httpsWith, listen, plainHttp, withoutCertificate } from "./listener.ts";
import { hasKubeProxy } from "./network.ts";
import { hostPortsOf } from "./objects/workloads.ts";
import type { Pki } from "./pki.ts";
import { controllerRoutes, legacyControllerRoutes } from "./servers/controllers.ts";
import { etcdClientRoutes, etcdMetricsRoutes, etcdPeerRoutes } from "./servers/etcd.ts";
import { portsOf } from "./servers/extra-listeners.ts";
import { proxyHealthRoutes, proxyMetricsRoutes } from "./servers/kube-proxy.ts";
import { backendOf, hostPortRoutes, strayProcess } from "./servers/node-ports.ts";
import { dnsAnswer } from "./servers/raw-protocols.ts";
import { besideSupervisor, supervisorRoutes } from "./servers/supervisor.ts";
import { hasNodePort, type ServiceState } from "./service-state.ts";
import { apiAddress, apiPort, type ClusterState, type NodeState } from "./state.ts";
import { listenUdp } from "./udp-listener.ts";

type Add = (address: string, port: number, key: string, handler: () => ConnectionHandler) => void;

/** A port that should be open. Two with the same key are the same server: it stays as it is. */
export interface WantedServer {
  address: string;
  port: number;
  key: string;
  open(): Promise<{ close(): Promise<void> }>;
  protocol: "tcp" | "udp";
}

export interface ClusterContext {
  cluster: ClusterState;
  pki: Pki;
  tokens: Tokens;
  /** One server behind a NodePort serves all nodes. */
  backends: Map<string, ConnectionHandler>;
}

const overTls: readonly string[] = ["page-over-tls", "dashboard"];

/** Every port that a node should have open with the settings it has now. */
export function wantedServers(context: ClusterContext, node: NodeState): WantedServer[] {
  if (!node.settings.reachable) return [];
  const wanted: WantedServer[] = [];
  const { home, external } = node;
  // What listens on every address answers on the second one as well.
  const everywhere = (address: string) => (address === home && external !== null ? [home, external] : [address]);
  const add: Add = (at, port, key, handler) => {
    for (const address of everywhere(at)) {
      const open = () => listen(address, port, handler());
      wanted.push({ address, port, key: `${port}:${key}`, protocol: "tcp", open });
    }
  };
  if (!node.hidden) {
    kubelet(context, node, add);
    kubeProxy(context, node, add);
    nodePorts(context, node, wanted);
    for (const port of hostPortsOf(context.cluster, node))
      add(home, port, "host port", () => plainHttp(hostPortRoutes));
    if (node.settings.overlayOpen) wanted.push(overlay(home));
    if (node.settings.orphanPort > 0) add(home, node.settings.orphanPort, "stray", () => strayProcess);
    for (const name of node.settings.extraListeners) {
      const key = `${name}:${context.pki.generation}`;
      for (const { port, handler } of portsOf(name, { ...context, node })) add(home, port, key, handler);
    }
  }
  etcd(context, node, add);
  controlPlane(context, node, add);
  return wanted.filter(({ port }) => !isFiltered(node, port));
}

/** The kernel's VXLAN socket takes every datagram and answers none. */
function overlay(address: string): WantedServer {
  const open = () => listenUdp(address, 8472, () => undefined);
  return { address, port: 8472, key: "vxlan", protocol: "udp", open };
}

/** kube-proxy opens them on every address of the node, or on the primary one alone. */
function nodePorts(context: ClusterContext, node: NodeState, wanted: WantedServer[]): void {
  const { cluster } = context;
  const second = node.external !== null && cluster.settings.nodePortsOnAllAddresses ? [node.external] : [];
  for (const service of cluster.services.filter(hasNodePort)) {
    // kube-proxy lost its rule: the port is declared, and the node refuses it.
    if (service.backend === "none") continue;
    const { nodePort: port } = service;
    const backend = overTls.includes(service.backend)
      ? `${service.backend}:${context.pki.generation}`
      : service.backend;
    for (const address of [node.home, ...second]) {
      wanted.push(
        service.protocol === "UDP"
          ? { address, port, key: backend, protocol: "udp", open: () => listenUdp(address, port, dnsAnswer) }
          : {
              address,
              port,
              key: backend,
              protocol: "tcp",
              open: () => listen(address, port, sharedBackend(context, service)),
            },
      );
    }
  }
}

function sharedBackend(context: ClusterContext, service: ServiceState): ConnectionHandler {
  const key = `${service.namespace}/${service.name}/${service.backend}/${context.pki.generation}`;
  const made = context.backends.get(key) ?? backendOf(service, context.pki);
  context.backends.set(key, made);
  return made;
}

function kubelet(context: ClusterContext, node: NodeState, add: Add): void {
  const { settings } = node;
  // A changed setting means a restarted kubelet: every connection it had is gone.
  const key = `${JSON.stringify(settings)}${context.pki.generation}`;
  const address = settings.kubeletFirewalled ? node.loopback : node.home;
  const handler = () =>
    settings.servingCertificate === "pending"
      ? withoutCertificate
      : httpsWith(() => context.pki.kubelet(node), kubeletRoutes({ ...context, node }));
  add(address, settings.kubeletPort, key, handler);
  if (settings.readOnlyPort) add(node.home, 10_255, key, () => plainHttp(readOnlyRoutes({ ...context, node })));
  add(settings.healthzEverywhere ? node.home : node.loopback, 10_248, "healthz", () => plainHttp(healthzRoutes));
}

function kubeProxy({ cluster }: ClusterContext, node: NodeState, add: Add): void {
  if (!hasKubeProxy(cluster)) return;
  const health = node.settings.proxyHealthEverywhere ? node.home : node.loopback;
  add(health, 10_256, "health", () => plainHttp(proxyHealthRoutes(cluster)));
  const address = node.settings.kubeProxyMetricsEverywhere ? node.home : node.loopback;
  add(address, 10_249, "metrics", () => plainHttp(proxyMetricsRoutes(cluster, node)));
}

function etcd({ cluster, pki }: ClusterContext, node: NodeState, add: Add): void {
  const { etcdClient, etcdPeer, etcdMetrics, etcdVersion } = node.settings;
  const member = { cluster, node };
  // A certificate of another making means a restarted etcd.
  const { etcdAutoTls, etcdSharedAuthority, etcdCertificateExpiring } = node.settings;
  const certificate = [etcdAutoTls, etcdSharedAuthority, etcdCertificateExpiring, pki.generation].join();
  const secure = (clientCertificate: boolean) =>
    httpsWith(() => pki.etcd(node, clientCertificate), etcdClientRoutes(member), "disconnect");
  if (etcdClient !== "none") {
    const address = etcdClient === "loopback" ? node.loopback : node.home;
    add(address, 2379, `${etcdClient}:${etcdVersion}:${certificate}`, () =>
      etcdClient === "plain" ? plainHttp(etcdClientRoutes(member)) : secure(etcdClient !== "tls"),
    );
  }
  if (etcdPeer !== "none") {
    const address = etcdPeer === "loopback" ? node.loopback : node.home;
    add(address, 2380, `${etcdPeer}:${certificate}`, () =>
      httpsWith(() => pki.etcd(node, etcdPeer !== "open"), etcdPeerRoutes(member), "disconnect"),
    );
  }
  if (etcdMetrics !== "none") {
    const address = etcdMetrics === "loopback" ? node.loopback : node.home;
    add(address, 2381, "metrics", () => plainHttp(etcdMetricsRoutes(member)));
  }
}

function controlPlane(context: ClusterContext, node: NodeState, add: Add): void {
  const { settings } = node;
  const { cluster, pki } = context;
  const api: ApiContext = { ...context, node };
  // An upgraded component is a restarted one, and so is one with a new certificate.
  const made = `${cluster.version}:${pki.generation}`;
  if (settings.apiServer) {
    const address = apiAddress(cluster, node);
    const routes = () =>
      cluster.distribution === "k3s" ? besideSupervisor(apiRoutes(api), pki.authority.cert) : apiRoutes(api);
    add(address, apiPort, `${settings.apiAnonymous}:${settings.apiTls}:${made}`, () =>
      httpsWith(() => pki.apiServer(node), routes()),
    );
    if (!node.hidden) {
      const bind = settings.controllersEverywhere ? node.home : node.loopback;
      const secure = (component: "kube-controller-manager" | "kube-scheduler", metricsForAnyone: boolean) => () =>
        httpsWith(() => pki.controller(), controllerRoutes(component, metricsForAnyone));
      const { controllerMetricsForAnyone: ofManager, schedulerMetricsForAnyone: ofScheduler } = settings;
      add(bind, 10_257, `secure ${ofManager} ${made}`, secure("kube-controller-manager", ofManager));
      add(bind, 10_259, `secure ${ofScheduler} ${made}`, secure("kube-scheduler", ofScheduler));
    }
  }
  if (settings.insecureApi) add(node.home, 8080, "proxy", () => plainHttp(insecureApiRoutes(api)));
  if (settings.supervisor) {
    add(node.home, 9345, `supervisor ${made}`, () =>
      httpsWith(() => pki.apiServer(node), supervisorRoutes(pki.authority.cert)),
    );
  }
  const legacy = (component: "kube-controller-manager" | "kube-scheduler") => () =>
    plainHttp(legacyControllerRoutes(component));
  if (settings.controllerManagerLegacyPort) add(node.home, 10_252, "legacy", legacy("kube-controller-manager"));
  if (settings.schedulerLegacyPort) add(node.home, 10_251, "legacy", legacy("kube-scheduler"));
}
