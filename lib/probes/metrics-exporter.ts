import type { Observation } from "../domain/observation.ts";
import { defineProbe, type ProbeTarget } from "./define-probe.ts";
import { readSeries } from "./metrics-series.ts";
import { counted } from "./pod-list.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

/** Go's own series come first and fill some 10 KiB: in the first 4 no exporter but a few could be told. */
const enoughBytes = 128 * 1024;

export const metricsExporter = defineProbe({
  id: "metrics-exporter",
  title: "Prometheus exporters",
  describes:
    "GET /metrics (on containerd's port /v1/metrics), of which up to 128 KiB are read: only the names of the series and a " +
    "build version are kept, no value.",
  matches: (target, seen) => !seen.service && seen.http !== undefined && mayHaveMetrics(target, seen),
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const path = target.hint === "containerd-metrics" ? "/v1/metrics" : "/metrics";
    const answer = await questions.get(path, { maxBytes: enoughBytes });
    const read = answer.exchange.status === 200 ? readSeries(answer.body) : null;
    if (!read) return { exchanges: questions.exchanges };
    const more = answer.exchange.truncated ? " and more" : "";
    const names = `${counted(read.names, "series name")}${more}`;
    answer.exchange.summary = `metrics of ${read.exporter}, ${names}`;
    const facts = { version: read.version, answered: [path], details: [read.exporter, names] };
    return {
      service: read.product === "prometheus-exporter" ? "metrics-exporter" : read.product,
      product: recognised(read.product, "open", facts),
      exchanges: questions.exchanges,
    };
  },
});

/** kube-state-metrics likes 8080, which the insecure API server had. */
const usual = /metrics|exporter|prometheus|cadvisor|konnectivity|node-problem-detector|^kube-apiserver-insecure$/;

/** Where metrics are usual, or where nothing speaks against them: a page with a title is somebody else's. */
function mayHaveMetrics({ hint }: ProbeTarget, { http }: Partial<Observation>): boolean {
  if (!http) return false;
  if (usual.test(hint ?? "") || http.contentKind === "metrics" || http.status === 404) return true;
  return /exporter|metrics|cadvisor|prometheus/i.test(`${http.title ?? ""} ${http.location ?? ""}`);
}
