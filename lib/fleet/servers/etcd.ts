import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { metricsType, notFound, parseJson, plainText, readBody, reply, targetOf } from "../reply.ts";
import type { ClusterState, NodeState } from "../state.ts";

const cors = {
  "Access-Control-Allow-Headers": "accept, content-type, authorization",
  "Access-Control-Allow-Methods": "POST, GET, OPTIONS, PUT, DELETE",
  "Access-Control-Allow-Origin": "*",
};
const json = "application/json";
const registryKeys = 412;

interface Member {
  cluster: ClusterState;
  node: NodeState;
}

/** An etcd beside a worker keeps things of its own; only a control plane's has Kubernetes' keys. */
function keysOf({ node }: Member): string[] {
  const keys = ["/edge/config/mtu", "/edge/leases/10.244.6.0-24", "/edge/version"];
  if (!node.settings.apiServer) return keys;
  return Array.from({ length: registryKeys }, (_, index) => `/registry/objects/${String(index).padStart(4, "0")}`);
}

function clusterId({ cluster, node }: Member): string {
  return cluster.seed.id64(cluster.name, node.settings.apiServer ? "etcd" : node.name, "etcd-cluster");
}

function header(member: Member): string {
  const { seed, name } = member.cluster;
  const revision = 48_000 + seed.number(9000, name, "etcd-revision");
  return `"header":{"cluster_id":"${clusterId(member)}", "member_id":"${seed.id64(name, member.node.name, "etcd")}", "revision":"${revision}", "raft_term":"4"}`;
}

function versions({ node }: Member): string {
  const version = node.settings.etcdVersion;
  return `{"etcdserver":"${version}","etcdcluster":"${version.replace(/\.\d+$/, ".0")}"}`;
}

/** Prefixes of the v3 gateway, by release line. */
function gateways(version: string): string[] {
  if (version.startsWith("3.3.")) return ["/v3beta"];
  return version.startsWith("3.2.") ? ["/v3alpha"] : ["/v3", "/v3beta"];
}

/** Answers of the client port. */
export function etcdClientRoutes(member: Member): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path.startsWith("/v2/") && member.node.settings.etcdV2) return legacyKeys(member, path, response);
    const gateway = gateways(member.node.settings.etcdVersion).find((prefix) => path.startsWith(`${prefix}/`));
    if (gateway) return gatewayCall(member, path.slice(gateway.length), request, response);
    switch (path) {
      case "/version":
        return reply(response, 200, json, versions(member), cors);
      case "/health":
        return reply(response, 200, plainText, health(member), cors);
      case "/livez":
      case "/readyz":
        return hasProbes(member)
          ? reply(response, 200, plainText, "ok\n", { "X-Content-Type-Options": "nosniff", ...cors })
          : notFound(response, cors);
      case "/metrics":
        return reply(response, 200, metricsType, metrics(member), cors);
      case "/debug/vars":
        return reply(response, 200, "application/json; charset=utf-8", debugVariables(member), cors);
      default:
        return notFound(response, cors);
    }
  };
}

function hasProbes({ node }: Member): boolean {
  return !/^3\.[0-4]\./.test(node.settings.etcdVersion);
}

function health(member: Member): string {
  return hasProbes(member) ? '{"health":"true","reason":""}' : '{"health":"true"}';
}

function gatewayCall(member: Member, path: string, request: IncomingMessage, response: ServerResponse) {
  const calls = ["/kv/range", "/cluster/member/list", "/maintenance/status", "/auth/status"];
  if (!calls.includes(path)) return notFound(response, cors);
  if (request.method !== "POST") return reply(response, 501, json, '{"code":12, "message":"Method Not Allowed"}', cors);
  const headers = { ...cors, "Grpc-Metadata-Content-Type": "application/grpc" };
  readBody(request).then(
    (body) => reply(response, 200, json, gatewayAnswer(member, path, parseJson(body?.toString("utf8") ?? "")), headers),
    // The caller went away in the middle of its request.
    () => response.destroy(),
  );
}

function gatewayAnswer(member: Member, path: string, body: unknown): string {
  const head = header(member);
  const { seed, name } = member.cluster;
  const { home, name: nodeName, settings } = member.node;
  const id = seed.id64(name, nodeName, "etcd");
  const scheme = settings.etcdClient === "plain" ? "http" : "https";
  if (path === "/cluster/member/list") {
    return `{${head}, "members":[{"ID":"${id}", "name":"${nodeName}", "peerURLs":["${scheme}://${home}:2380"], "clientURLs":["${scheme}://${home}:2379"]}]}`;
  }
  if (path === "/maintenance/status") {
    return `{${head}, "version":"${settings.etcdVersion}", "dbSize":"36864", "leader":"${id}", "raftIndex":"48210", "raftTerm":"4", "raftAppliedIndex":"48210", "dbSizeInUse":"24576"}`;
  }
  if (path === "/auth/status") return `{${head}, "authRevision":"1"}`;
  return range(member, head, body);
}

/** A range with names only: an empty one has neither `kvs` nor `count`. */
function range(member: Member, head: string, body: unknown): string {
  const ask = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const decode = (value: unknown) => Buffer.from(typeof value === "string" ? value : "", "base64").toString("latin1");
  const from = decode(ask.key);
  const to = decode(ask.range_end);
  const found = keysOf(member).filter((key) => (to === "" ? key === from : key >= from && (to === "\0" || key < to)));
  if (found.length === 0) return `{${head}}`;
  if (ask.count_only === true) return `{${head}, "count":"${found.length}"}`;
  const limit = Number(ask.limit ?? 0) || found.length;
  const kvs = found
    .slice(0, limit)
    .map(
      (key) =>
        `{"key":"${Buffer.from(key).toString("base64")}", "create_revision":"235", "mod_revision":"235", "version":"1"}`,
    );
  return `{${head}, "kvs":[${kvs.join(",")}]${limit < found.length ? ', "more":true' : ""}, "count":"${found.length}"}`;
}

function legacyKeys(member: Member, path: string, response: ServerResponse) {
  const headers = {
    ...cors,
    "X-Etcd-Cluster-Id": BigInt(clusterId(member)).toString(16),
    "X-Etcd-Index": "48",
    "X-Raft-Term": "4",
  };
  if (path === "/v2/members" || path === "/v2/members/") {
    const { seed, name } = member.cluster;
    const id = BigInt(seed.id64(name, member.node.name, "etcd")).toString(16);
    const body = {
      members: [
        {
          id,
          name: member.node.name,
          peerURLs: ["http://127.0.0.1:2380"],
          clientURLs: [`http://${member.node.home}:2379`],
        },
      ],
    };
    return reply(response, 200, json, `${JSON.stringify(body)}\n`, headers);
  }
  if (path !== "/v2/keys" && path !== "/v2/keys/") {
    return reply(
      response,
      404,
      json,
      `${JSON.stringify({ errorCode: 100, message: "Key not found", cause: path.slice(8), index: 48 })}\n`,
      headers,
    );
  }
  const nodes = ["/edge", "/calico"].map((key, index) => ({
    key,
    dir: true,
    modifiedIndex: index + 4,
    createdIndex: index + 4,
  }));
  reply(response, 200, json, `${JSON.stringify({ action: "get", node: { dir: true, nodes } })}\n`, headers);
}

/** Answers of the peer port to who is no member. */
export function etcdPeerRoutes(member: Member): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path === "/version") return reply(response, 200, json, versions(member));
    if (path === "/members") {
      const id = member.cluster.seed.id64(member.cluster.name, member.node.name, "etcd");
      const { home, name } = member.node;
      // Ids are wider than a JavaScript number, so that this JSON is written by hand.
      const body = `[{"id":${id},"peerURLs":["https://${home}:2380"],"name":"${name}","clientURLs":["https://${home}:2379"]}]\n`;
      return reply(response, 200, json, body);
    }
    if (path === "/raft")
      return reply(response, 405, plainText, "Method Not Allowed\n", { "X-Content-Type-Options": "nosniff" });
    if (path === "/raft/probing")
      return reply(response, 200, plainText, `{"OK":true,"Now":"${member.cluster.now().toISOString()}"}\n`);
    notFound(response);
  };
}

/** Answers of the metrics listener. */
export function etcdMetricsRoutes(member: Member): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path === "/metrics") return reply(response, 200, metricsType, metrics(member));
    if (path === "/health") return reply(response, 200, plainText, health(member));
    if (path === "/livez" || path === "/readyz")
      return reply(response, 200, plainText, "ok\n", { "X-Content-Type-Options": "nosniff" });
    notFound(response);
  };
}

function metrics(member: Member): string {
  const version = member.node.settings.etcdVersion;
  const member16 = BigInt(member.cluster.seed.id64(member.cluster.name, member.node.name, "etcd")).toString(16);
  return [
    "# HELP etcd_cluster_version Which version is running. 1 for 'cluster_version' label with current cluster version",
    "# TYPE etcd_cluster_version gauge",
    `etcd_cluster_version{cluster_version="${version.split(".").slice(0, 2).join(".")}"} 1`,
    "# HELP etcd_debugging_mvcc_keys_total Total number of keys.",
    "# TYPE etcd_debugging_mvcc_keys_total gauge",
    `etcd_debugging_mvcc_keys_total ${keysOf(member).length}`,
    "# HELP etcd_server_has_leader Whether or not a leader exists. 1 is existence, 0 is not.",
    "# TYPE etcd_server_has_leader gauge",
    "etcd_server_has_leader 1",
    "# HELP etcd_server_id Server or member ID in hexadecimal format. 1 for 'server_id' label with current ID.",
    "# TYPE etcd_server_id gauge",
    `etcd_server_id{server_id="${member16}"} 1`,
    "# HELP etcd_server_leader_changes_seen_total The number of leader changes seen.",
    "# TYPE etcd_server_leader_changes_seen_total counter",
    "etcd_server_leader_changes_seen_total 3",
    "# HELP etcd_server_version Which version is running. 1 for 'server_version' label with current version.",
    "# TYPE etcd_server_version gauge",
    `etcd_server_version{server_version="${version}"} 1`,
    "",
  ].join("\n");
}

function debugVariables({ node }: Member): string {
  const command = ["etcd", "--name", node.name, "--data-dir", "/var/lib/etcd"];
  return `{\n"cmdline": ${JSON.stringify(command)},\n"file_descriptor_limit": 1048576,\n"memstats": {"Alloc":5099224,"TotalAlloc":10541016,"Sys":18192648}\n}\n`;
}
