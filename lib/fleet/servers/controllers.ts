import type { RequestListener } from "node:http";
import { forbiddenPath } from "../api/api-status.ts";
import { anonymousUser } from "../authentication.ts";
import { metricsType, notFound, plainText, reply, targetOf } from "../reply.ts";

const headers = { "Cache-Control": "no-cache, private", "X-Content-Type-Options": "nosniff" };
const controllers = [
  "serviceaccount-token-controller",
  "replicaset-controller",
  "ttl-controller",
  "persistentvolume-binder-controller",
  "clusterrole-aggregation-controller",
  "daemonset-controller",
  "node-lifecycle-controller",
  "namespace-controller",
];

/** 10257 and 10259 to a caller without credentials: health for everybody, metrics where a flag says so, nothing else. */
export function controllerRoutes(
  component: "kube-controller-manager" | "kube-scheduler",
  metricsForAnyone: boolean,
): RequestListener {
  const scheduler = component === "kube-scheduler";
  return (request, response) => {
    const { pathname: path, searchParams } = targetOf(request);
    if (path === "/healthz" && searchParams.has("verbose")) {
      const names = scheduler ? ["ping"] : controllers;
      return reply(
        response,
        200,
        plainText,
        `${names.map((name) => `[+]${name} ok\n`).join("")}healthz check passed\n`,
        headers,
      );
    }
    if (path === "/healthz" || (scheduler && (path === "/livez" || path === "/readyz"))) {
      return reply(response, 200, plainText, "ok", headers);
    }
    if (metricsForAnyone && path === "/metrics") return reply(response, 200, metricsType, metricsOf(component));
    if (path === "/version" || path === "/livez" || path === "/readyz") return notFound(response, headers);
    forbiddenPath(response, anonymousUser, "get", path, headers);
  };
}

function metricsOf(component: "kube-controller-manager" | "kube-scheduler"): string {
  const queue = component === "kube-scheduler" ? "scheduler_pending_pods" : "workqueue_depth";
  const label = component === "kube-scheduler" ? '{queue="active"}' : '{name="node_lifecycle_controller"}';
  return `# HELP ${queue} Current depth\n# TYPE ${queue} gauge\n${queue}${label} 0\n`;
}

/** 10252 and 10251 of releases up to v1.23: everything for everybody. */
export function legacyControllerRoutes(component: "kube-controller-manager" | "kube-scheduler"): RequestListener {
  return (request, response) => {
    const { pathname: path } = targetOf(request);
    if (path === "/healthz") return reply(response, 200, plainText, "ok", { "X-Content-Type-Options": "nosniff" });
    if (path === "/metrics") {
      const body = `${metricsOf(component)}# TYPE kubernetes_build_info gauge\nkubernetes_build_info{git_version="v1.22.17",major="1",minor="22"} 1\n`;
      return reply(response, 200, metricsType, body);
    }
    if (path === "/configz") {
      const body = {
        componentconfig: {
          kind: component === "kube-scheduler" ? "KubeSchedulerConfiguration" : "KubeControllerManagerConfiguration",
        },
      };
      return reply(response, 200, "application/json", JSON.stringify(body));
    }
    notFound(response);
  };
}
