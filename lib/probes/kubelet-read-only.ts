import { defineProbe } from "./define-probe.ts";
import { readPodList } from "./pod-list.ts";
import { looksLikeGoServer, Questions } from "./questions.ts";

export const kubeletReadOnly = defineProbe({
  id: "kubelet-read-only",
  title: "Kubelet read-only port",
  describes: "GET /pods over plain HTTP, and where that lists pods also /healthz and /metrics.",
  matches: (target, seen) =>
    seen.tls === undefined && (target.hint === "kubelet-read-only" || target.port === 10255 || looksLikeGoServer(seen)),
  async run(target, context) {
    const questions = new Questions(target, context, "http");
    const list = readPodList(await questions.get("/pods"));
    if (!list) return { exchanges: questions.exchanges };
    const openPaths = ["/pods", ...(await questions.opened(["/healthz", "/metrics"]))];
    return {
      service: "kubelet-read-only",
      kubelet: { endpoint: "read-only", access: "open", ...list, openPaths, authorizationProof: null, pprof: null },
      exchanges: questions.exchanges,
    };
  },
});
