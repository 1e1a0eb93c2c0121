import { defineProbe } from "./define-probe.ts";
import { glanceBytes, Questions } from "./questions.ts";

export const kubeletHealthz = defineProbe({
  id: "kubelet-healthz",
  title: "Kubelet health port",
  describes: "GET /healthz over plain HTTP, and where that says ok also /debug/pprof/.",
  matches: (target, seen) => seen.tls === undefined && (target.hint === "kubelet-healthz" || target.port === 10248),
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    const health = await questions.get("/healthz");
    // Unhealthy kubelets answer 500 with the list of what failed.
    const failing = health.exchange.status === 500 && health.body.includes("healthz check failed");
    if (!(health.exchange.status === 200 && health.body.trim() === "ok") && !failing) {
      return { exchanges: questions.exchanges };
    }
    health.exchange.summary = failing ? "healthz check failed" : "ok";
    const profile = await questions.get("/debug/pprof/", { maxBytes: glanceBytes });
    const pprof = profile.exchange.status === null ? null : profile.exchange.status === 200;
    return {
      service: "kubelet-healthz",
      kubelet: {
        endpoint: "healthz",
        access: "open",
        podCount: null,
        namespaces: [],
        privilegedPods: [],
        openPaths: [...(failing ? [] : ["/healthz"]), ...(pprof ? ["/debug/pprof/"] : [])],
        authorizationProof: null,
        pprof,
      },
      exchanges: questions.exchanges,
    };
  },
});
