import { type ApiContext, apiRoutes, insecureApiRoutes } from "./api/api-routes.ts";
import type { Tokens } from "./authentication.ts";
import { healthzRoutes, kubeletRoutes, readOnlyRoutes } from "./kubelet/kubelet-routes.ts";
import { type ConnectionHandler, httpsWith, plainHttp, withoutCertificate } from "./listener.ts";
import type { Pki } from "./pki.ts";
import { controllerRoutes, legacyControllerRoutes } from "./servers/controllers.ts";
import { etcdClientRoutes, etcdMetricsRoutes, etcdPeerRoutes } from "./servers/etcd.ts";
import { proxyHealthRoutes, proxyMetricsRoutes } from "./servers/kube-proxy.ts";
import { backendOf, strayProcess } from "./servers/node-ports.ts";
import { supervisorRoutes } from "./servers/supervisor.ts";
import { hasNodePort, type ServiceState } from "./service-state.ts";
import { apiAddress, apiPort, type ClusterState, type NodeState } from "./state.ts";

/** A port that should be open. Two with the same key are the same server: it stays as it is. */
export interface WantedServer {
  address: string;
  port: number;
  key: string;
  handler: () => ConnectionHandler;
}

export interface ClusterContext {
  cluster: ClusterState;
  pki: Pki;
  tokens: Tokens;
  /** One server behind a NodePort serves all nodes. */
  backends: Map<string, ConnectionHandler>;
}

/** Every port that a node should have open with the settings it has now. */
export function wantedServers(context: ClusterContext, node: NodeState): WantedServer[] {
  if (!node.settings.reachable) return [];
  const wanted: WantedServer[] = [];
  const add = (address: string, port: number, key: string, handler: () => ConnectionHandler) =>
    wanted.push({ address, port, key: `${port}:${key}`, handler });
  if (!node.hidden) {
    kubelet(context, node, add);
    kubeProxy(context, node, add);
    for (const service of context.cluster.services) {
      if (hasNodePort(service))
        add(node.home, service.nodePort, service.backend, () => sharedBackend(context, service));
    }
    if (node.settings.orphanPort > 0) add(node.home, node.settings.orphanPort, "stray", () => strayProcess);
  }
  etcd(context, node, add);
  controlPlane(context, node, add);
  return wanted;
}

type Add = (address: string, port: number, key: string, handler: () => ConnectionHandler) => void;

function sharedBackend(context: ClusterContext, service: ServiceState): ConnectionHandler {
  const key = `${service.namespace}/${service.name}/${service.backend}`;
  const made = context.backends.get(key) ?? backendOf(service, context.pki);
  context.backends.set(key, made);
  return made;
}

function kubelet(context: ClusterContext, node: NodeState, add: Add): void {
  const { settings } = node;
  // A changed setting means a restarted kubelet: every connection it had is gone.
  const key = JSON.stringify(settings);
  const address = settings.kubeletFirewalled ? node.loopback : node.home;
  const handler = () =>
    settings.servingCertificate === "pending"
      ? withoutCertificate
      : httpsWith(() => context.pki.kubelet(node), kubeletRoutes({ ...context, node }));
  add(address, 10_250, key, handler);
  if (settings.readOnlyPort) add(node.home, 10_255, key, () => plainHttp(readOnlyRoutes({ ...context, node })));
  add(settings.healthzEverywhere ? node.home : node.loopback, 10_248, "healthz", () => plainHttp(healthzRoutes));
}

function kubeProxy({ cluster }: ClusterContext, node: NodeState, add: Add): void {
  add(node.home, 10_256, "health", () => plainHttp(proxyHealthRoutes(cluster)));
  const address = node.settings.kubeProxyMetricsEverywhere ? node.home : node.loopback;
  add(address, 10_249, "metrics", () => plainHttp(proxyMetricsRoutes(cluster, node)));
}

function etcd({ cluster, pki }: ClusterContext, node: NodeState, add: Add): void {
  const { etcdClient, etcdPeer, etcdMetrics, etcdVersion } = node.settings;
  const member = { cluster, node };
  const secure = (clientCertificate: boolean) =>
    httpsWith(() => pki.etcd(node, clientCertificate), etcdClientRoutes(member), "disconnect");
  if (etcdClient !== "none") {
    const address = etcdClient === "loopback" ? node.loopback : node.home;
    add(address, 2379, `${etcdClient}:${etcdVersion}`, () =>
      etcdClient === "plain" ? plainHttp(etcdClientRoutes(member)) : secure(etcdClient !== "tls"),
    );
  }
  if (etcdPeer !== "none") {
    const address = etcdPeer === "loopback" ? node.loopback : node.home;
    add(address, 2380, etcdPeer, () =>
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
  if (settings.apiServer) {
    const address = apiAddress(cluster, node);
    add(address, apiPort, settings.apiAnonymous, () => httpsWith(() => pki.apiServer(node), apiRoutes(api)));
    if (!node.hidden) {
      const bind = settings.controllersEverywhere ? node.home : node.loopback;
      const secure = (component: "kube-controller-manager" | "kube-scheduler") => () =>
        httpsWith(() => pki.controller(), controllerRoutes(component));
      add(bind, 10_257, "secure", secure("kube-controller-manager"));
      add(bind, 10_259, "secure", secure("kube-scheduler"));
    }
  }
  if (settings.insecureApi) add(node.home, 8080, "proxy", () => plainHttp(insecureApiRoutes(api)));
  if (settings.supervisor) {
    add(node.home, 9345, "supervisor", () =>
      httpsWith(() => pki.apiServer(node), supervisorRoutes(pki.authority.cert)),
    );
  }
  const legacy = (component: "kube-controller-manager" | "kube-scheduler") => () =>
    plainHttp(legacyControllerRoutes(component));
  if (settings.controllerManagerLegacyPort) add(node.home, 10_252, "legacy", legacy("kube-controller-manager"));
  if (settings.schedulerLegacyPort) add(node.home, 10_251, "legacy", legacy("kube-scheduler"));
}
