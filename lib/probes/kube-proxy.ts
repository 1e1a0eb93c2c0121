import type { ComponentFacts, Observation } from "../domain/observation.ts";
import { defineProbe } from "./define-probe.ts";
import { parseJsonObject } from "./json-shape.ts";
import { Questions } from "./questions.ts";

const modes = ["iptables", "ipvs", "nftables", "userspace", "kernelspace"];

export const kubeProxy = defineProbe({
  id: "kube-proxy",
  title: "kube-proxy",
  describes:
    "GET /proxyMode, /metrics, /configz and /debug/pprof/ on the metrics port; GET /healthz on the health port.",
  matches: (target, seen) =>
    seen.tls === undefined && (isMetrics(target) || target.hint === "kube-proxy-healthz" || target.port === 10256),
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    return isMetrics(target) ? readMetricsPort(questions) : readHealthPort(questions);
  },
});

function isMetrics(target: { hint: string | null; port: number }): boolean {
  return target.hint === "kube-proxy-metrics" || target.port === 10249;
}

async function readMetricsPort(questions: Questions): Promise<Partial<Observation>> {
  const answer = await questions.get("/proxyMode");
  const mode = answer.body.trim();
  if (answer.exchange.status !== 200 || !modes.includes(mode)) return { exchanges: questions.exchanges };
  answer.exchange.summary = mode;
  const openPaths = ["/proxyMode", ...(await questions.opened(["/metrics", "/configz", "/healthz", "/debug/pprof/"]))];
  const facts: ComponentFacts = {
    component: "kube-proxy",
    openPaths,
    healthz: openPaths.includes("/healthz"),
    pprof: openPaths.includes("/debug/pprof/"),
    mode,
  };
  return { service: "kube-proxy-metrics", component: facts, exchanges: questions.exchanges };
}

async function readHealthPort(questions: Questions): Promise<Partial<Observation>> {
  const answer = await questions.get("/healthz");
  const { status } = answer.exchange;
  const health = status === 200 || status === 503 ? parseJsonObject(answer.body) : null;
  if (!health || !("lastUpdated" in health) || !("currentTime" in health)) return { exchanges: questions.exchanges };
  answer.exchange.summary = status === 200 ? "healthy, with lastUpdated and currentTime" : "not healthy";
  const facts: ComponentFacts = {
    component: "kube-proxy",
    openPaths: status === 200 ? ["/healthz"] : [],
    healthz: status === 200,
    pprof: null,
    mode: null,
  };
  return { service: "kube-proxy-healthz", component: facts, exchanges: questions.exchanges };
}
