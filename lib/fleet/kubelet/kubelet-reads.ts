import type { IncomingMessage, ServerResponse } from "node:http";
import type { KubeObject } from "../objects/kube-object.ts";
import { podsOfNode } from "../objects/pods.ts";
import { metricsType, notFound, plainText, reply, targetOf } from "../reply.ts";
import { configz } from "./kubelet-config.ts";
import type { KubeletContext } from "./kubelet-context.ts";
import { cadvisor, flagz, metrics, statusz, summary } from "./kubelet-texts.ts";

const nosniff = { "X-Content-Type-Options": "nosniff" };

/** Paths that only read; false when the path is none of them. */
export function answerReadPath(context: KubeletContext, request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname: path } = targetOf(request);
  if (path === "/healthz" || path.startsWith("/healthz/")) {
    if (["/healthz", "/healthz/ping", "/healthz/log", "/healthz/syncloop"].includes(path))
      reply(response, 200, plainText, "ok", nosniff);
    else notFound(response);
    return true;
  }
  const read = reads[path];
  if (!read) return false;
  if (request.method !== "GET" && !path.startsWith("/metrics") && !anyMethod.has(path)) {
    reply(response, 405, plainText, "405: Method Not Allowed");
    return true;
  }
  read(context, response);
  return true;
}

/** Served by plain handlers, which look at no method. */
const anyMethod = new Set(["/configz", "/flagz", "/statusz"]);

const reads: Record<string, (context: KubeletContext, response: ServerResponse) => void> = {
  "/pods": pods,
  "/pods/": pods,
  "/runningpods/": runningPods,
  "/configz": ({ cluster, node }, response) =>
    reply(response, 200, "application/json", JSON.stringify(configz(cluster, node))),
  "/flagz": ({ node }, response) => reply(response, 200, plainText, flagz(node)),
  "/statusz": ({ node }, response) => reply(response, 200, plainText, statusz(node)),
  "/stats/summary": ({ node }, response) => reply(response, 200, "application/json", summary(node)),
  "/metrics": ({ cluster, node }, response) =>
    reply(response, 200, metricsType, metrics(cluster, node, podsOfNode(cluster, node).length)),
  "/metrics/cadvisor": ({ cluster, node }, response) =>
    reply(response, 200, metricsType, cadvisor(node, podsOfNode(cluster, node).map(nameOf))),
  "/metrics/resource": ({ cluster, node }, response) =>
    reply(response, 200, metricsType, resourceMetrics(podsOfNode(cluster, node).map(nameOf))),
  "/metrics/probes": ({ node }, response) =>
    reply(
      response,
      200,
      metricsType,
      `# HELP process_start_time_seconds [ALPHA] Start time of the process since unix epoch in seconds.\n# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds ${node.createdAt.getTime() / 1000}\n`,
    ),
  "/metrics/slis": (_context, response) =>
    reply(
      response,
      200,
      metricsType,
      '# HELP kubernetes_healthcheck [STABLE] This metric records the result of a single healthcheck.\n# TYPE kubernetes_healthcheck gauge\nkubernetes_healthcheck{name="ping",type="healthz"} 1\nkubernetes_healthcheck{name="syncloop",type="healthz"} 1\n',
    ),
};

function pods({ cluster, node }: KubeletContext, response: ServerResponse): void {
  // Items of a list carry neither kind nor apiVersion.
  const items = podsOfNode(cluster, node).map(({ metadata, spec, status }) => ({ metadata, spec, status }));
  reply(
    response,
    200,
    "application/json",
    `${JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata: {}, items })}\n`,
  );
}

function runningPods({ cluster, node }: KubeletContext, response: ServerResponse): void {
  const items = podsOfNode(cluster, node).map((pod) => ({
    metadata: { name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid },
    spec: { containers: [{ name: nameOf(pod).container, image: "", resources: {} }] },
    status: {},
  }));
  reply(
    response,
    200,
    "application/json",
    `${JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata: {}, items })}\n`,
  );
}

function nameOf(pod: KubeObject): { namespace: string; name: string; container: string } {
  const [container] = (pod.spec as { containers: { name: string }[] }).containers;
  return { namespace: pod.metadata.namespace ?? "", name: pod.metadata.name, container: container?.name ?? "" };
}

function resourceMetrics(names: { namespace: string; name: string; container: string }[]): string {
  const rows = names.map(
    (pod, index) =>
      `container_cpu_usage_seconds_total{container="${pod.container}",namespace="${pod.namespace}",pod="${pod.name}"} ${index + 0.5}`,
  );
  return `# HELP container_cpu_usage_seconds_total [STABLE] Cumulative cpu time consumed by the container in core-seconds\n# TYPE container_cpu_usage_seconds_total counter\n${rows.join("\n")}\n`;
}
