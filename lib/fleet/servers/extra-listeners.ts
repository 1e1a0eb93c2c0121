import type { RequestListener } from "node:http";
import type { ServerOptions } from "node:https";
import { type ApiContext, insecureApiRoutes } from "../api/api-routes.ts";
import { type ConnectionHandler, httpsWith, plainHttp } from "../listener.ts";
import { metricsType, notFound, plainText, reply, targetOf } from "../reply.ts";
import type { ExtraListener } from "../settings.ts";
import { grpcOverTls, stringField } from "./grpc.ts";
import { bgpSpeaker, greeting } from "./raw-protocols.ts";

/** One port of a program. */
export interface ExtraPort {
  port: number;
  handler: () => ConnectionHandler;
}

const json = "application/json";
const html = "text/html; charset=utf-8";

/** Names in the certificates by which people tell these servers apart. */
const certificateNames: Partial<Record<ExtraListener, string>> = {
  typha: "typha-server",
  "cilium-hubble": "tender.default.hubble-grpc.cilium.io",
  "talos-maintenance": "maintenance-service.talos.dev",
};
/** observer.ServerStatusResponse with its version alone. */
const hubbleStatus = stringField(8, "cilium v1.18.4+g5f2c8a1e");

/** Every port of a program that listens beside Kubernetes' own. */
export function portsOf(name: ExtraListener, api: ApiContext): ExtraPort[] {
  const tls = () => api.pki.web(certificateNames[name] ?? `${name}.${api.node.name}.example`);
  const open = (routes: RequestListener) => () => plainHttp(routes);
  const secured =
    (routes: RequestListener, options: () => Promise<ServerOptions> = tls) =>
    () =>
      httpsWith(options, routes, "disconnect");
  switch (name) {
    case "cadvisor":
      return [{ port: 4194, handler: open(cadvisor) }];
    case "docker":
      return [{ port: 2375, handler: open(docker) }];
    case "node-exporter":
      return [{ port: 9100, handler: open(metricsOnly("Node Exporter", nodeSeries)) }];
    case "kubectl-proxy":
      return [{ port: 8001, handler: open(insecureApiRoutes(api)) }];
    case "typha":
      return [{ port: 5473, handler: secured(silent) }];
    case "bgp":
      return [{ port: 179, handler: () => bgpSpeaker }];
    case "cilium-hubble":
      return [{ port: 4244, handler: () => grpcOverTls(tls, { "/observer.Observer/ServerStatus": hubbleStatus }) }];
    case "cilium-metrics":
      return [{ port: 9962, handler: open(metricsOnly("Cilium", ciliumSeries)) }];
    case "weave":
      return [
        { port: 6783, handler: () => greeting(Buffer.from("weave\u0001\u0002\u0000", "latin1")) },
        { port: 6782, handler: open(metricsOnly("Weave", weaveSeries)) },
      ];
    case "konnectivity":
      return [
        { port: 8133, handler: open(konnectivity) },
        { port: 8134, handler: open(konnectivity) },
      ];
    case "microk8s-agent":
      return [{ port: 25_000, handler: secured(clusterAgent) }];
    case "talos-maintenance":
      return [{ port: 50_000, handler: () => grpcOverTls(tls, {}) }];
    case "talos-apid":
      return [{ port: 50_000, handler: () => grpcOverTls(() => api.pki.talos(api.node), {}) }];
    case "machine-config":
      return [{ port: 22_623, handler: secured(machineConfig) }];
    case "stray-files":
      return [{ port: 8443, handler: open(files) }];
  }
}

/** `python3 -m http.server` in a home directory. */
const files: RequestListener = (request, response) => {
  const headers = { Server: "SimpleHTTP/0.6 Python/3.11.2" };
  if (targetOf(request).pathname !== "/") return reply(response, 404, html, "<h1>Error response</h1>\n", headers);
  const body =
    '<!DOCTYPE HTML>\n<html lang="en">\n<head><title>Directory listing for /</title></head>\n<body><h1>Directory listing for /</h1><ul><li><a href="dump/">dump/</a></li></ul></body>\n</html>\n';
  reply(response, 200, html, body, headers);
};

const clusterAgent: RequestListener = (request, response) =>
  targetOf(request).pathname === "/health"
    ? reply(response, 200, json, '{"status":"OK"}')
    : reply(response, 404, json, '{"error":"not found"}');

/** A gRPC or private protocol: whoever speaks HTTP/1.1 to it is cut off. */
const silent: RequestListener = (_request, response) => void response.destroy();

const cadvisor: RequestListener = (request, response) => {
  const { pathname: path } = targetOf(request);
  if (path === "/") return reply(response, 307, html, "", { Location: "/containers/" });
  if (path === "/containers/") {
    const body =
      "<html>\n<head><title>cAdvisor - /</title></head>\n<body><h1>/</h1><h3>Docker Containers</h3></body>\n</html>\n";
    return reply(response, 200, html, body);
  }
  if (path === "/healthz") return reply(response, 200, plainText, "ok");
  if (path !== "/metrics") return notFound(response);
  const body =
    '# HELP cadvisor_version_info A metric with a constant 1 value labeled by kernel version, OS version, docker version, cadvisor version & cadvisor revision.\n# TYPE cadvisor_version_info gauge\ncadvisor_version_info{cadvisorRevision="8949c822",cadvisorVersion="v0.32.0",dockerVersion="18.09.7",kernelVersion="6.12.48",osVersion="Alpine Linux v3.7"} 1\n';
  reply(response, 200, metricsType, body);
};

/** Docker's API as far as it tells what it is; nothing is created or started. */
const docker: RequestListener = (request, response) => {
  const { pathname } = targetOf(request);
  const path = pathname.replace(/^\/v\d+\.\d+/, "");
  const headers = {
    "Api-Version": "1.41",
    "Docker-Experimental": "false",
    Ostype: "linux",
    Server: "Docker/20.10.24 (linux)",
  };
  if (path === "/_ping") return reply(response, 200, plainText, "OK", headers);
  if (path === "/version") {
    const version = {
      Version: "20.10.24",
      ApiVersion: "1.41",
      MinAPIVersion: "1.12",
      GitCommit: "5d6db84",
      Os: "linux",
      Arch: "amd64",
    };
    return reply(response, 200, json, `${JSON.stringify(version)}\n`, headers);
  }
  if (path === "/containers/json") return reply(response, 200, json, "[]\n", headers);
  reply(response, 404, json, '{"message":"page not found"}\n', headers);
};

function metricsOnly(title: string, series: string): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path === "/metrics") return reply(response, 200, metricsType, series);
    if (path !== "/") return notFound(response);
    const body = `<!doctype html>\n<html lang="en"><head><title>${title}</title></head><body><a href="/metrics">Metrics</a></body></html>\n`;
    reply(response, 200, html, body);
  };
}

const gauge = (name: string, help: string, rows: string[]) =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${rows.map((row) => `${name}${row}\n`).join("")}`;

const nodeSeries = [
  gauge("node_load1", "1m load average.", [" 0.42"]),
  gauge("node_memory_MemTotal_bytes", "Memory information field MemTotal_bytes.", [" 1.6768798720e+10"]),
  gauge("node_uname_info", "Labeled system information as provided by the uname system call.", [
    '{machine="x86_64",release="6.12.48",sysname="Linux"} 1',
  ]),
].join("");
const ciliumSeries = gauge("cilium_endpoint_state", "Count of all endpoints", ['{endpoint_state="ready"} 14']);
const weaveSeries = gauge("weave_connections", "Number of peer-to-peer connections.", ['{state="established"} 3']);

const konnectivity: RequestListener = (request, response) => {
  const { pathname: path } = targetOf(request);
  if (path === "/healthz" || path === "/readyz") return reply(response, 200, plainText, "ok");
  if (path !== "/metrics") return notFound(response);
  const name = "konnectivity_network_proxy_server_ready_backend_connections";
  reply(response, 200, metricsType, gauge(name, "Number of konnectivity agent connected to the proxy server", [" 3"]));
};

/** Ignition of a pool to whoever asks, without what makes the real one worth stealing. */
const machineConfig: RequestListener = (request, response) => {
  const { pathname: path } = targetOf(request);
  if (path === "/healthz") return reply(response, 200, null, "");
  if (path !== "/config/worker" && path !== "/config/master") return reply(response, 404, null, "");
  const body = JSON.stringify({ ignition: { version: "3.4.0" }, storage: { files: [] }, systemd: { units: [] } });
  reply(response, 200, "application/vnd.coreos.ignition+json;version=3.4.0", body);
};
