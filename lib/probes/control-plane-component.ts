import type { ComponentFacts } from "../domain/observation.ts";
import { defineProbe, type ProbeTarget } from "./define-probe.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";

const ports: Record<number, "kube-controller-manager" | "kube-scheduler"> = {
  10257: "kube-controller-manager",
  10252: "kube-controller-manager",
  10259: "kube-scheduler",
  10251: "kube-scheduler",
};
/** Enough of the metrics to meet the series both components have. */
const metricsBytes = 512 * 1024;

export const controlPlaneComponent = defineProbe({
  id: "control-plane-component",
  title: "Controller manager and scheduler",
  describes: "GET /healthz, /metrics, /configz and /debug/pprof/ without credentials.",
  matches: (target) => componentOf(target) !== null,
  async run(target, context, seen) {
    const component = componentOf(target);
    if (component === null || shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const health = await questions.get("/healthz");
    const metrics = await questions.get("/metrics", { maxBytes: metricsBytes });
    // Another service can sit on the port: healthy alone is not enough, the refusal or the series must fit.
    const refused =
      /^ok$|healthz check failed|system:anonymous/m.test(health.body) &&
      /system:anonymous|Unauthorized|subjectaccessreviews/.test(metrics.body);
    const fits = metrics.exchange.status === 200 ? /^(?:workqueue|scheduler)_/m.test(metrics.body) : refused;
    if (!fits) return { exchanges: questions.exchanges };
    const openPaths: string[] = [];
    if (health.exchange.status === 200) openPaths.push("/healthz");
    if (metrics.exchange.status === 200) openPaths.push("/metrics");
    openPaths.push(...(await questions.opened(["/configz", "/debug/pprof/"])));
    const facts: ComponentFacts = {
      component,
      openPaths,
      healthz: health.exchange.status === null ? null : health.exchange.status === 200,
      pprof: openPaths.includes("/debug/pprof/"),
      mode: null,
    };
    const service = questions.scheme === "https" ? component : `${component}-insecure`;
    return { service, component: facts, exchanges: questions.exchanges };
  },
});

function componentOf(target: ProbeTarget): "kube-controller-manager" | "kube-scheduler" | null {
  const hinted = Object.values(ports).find((name) => target.hint === name || target.hint === `${name}-insecure`);
  return hinted ?? ports[target.port] ?? null;
}
