import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { answersOk, blankEtcd, readHealth } from "./etcd-answers.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";

/** The version stands in a series that comes about in the middle of the list. */
const metricsBytes = 512 * 1024;

export const etcdMetrics = defineProbe({
  id: "etcd-metrics",
  title: "etcd metrics port",
  describes: "GET /metrics, /health and /debug/pprof/ without credentials.",
  matches: (target) => target.hint === "etcd-metrics" || target.port === 2381,
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    const answer = await questions.get("/metrics", { maxBytes: metricsBytes });
    if (answer.exchange.status !== 200 || !/^etcd_[a-z]/m.test(answer.body)) return { exchanges: questions.exchanges };
    answer.exchange.summary = `metrics of etcd, ${answer.exchange.bytes} bytes`;
    const version = /^etcd_server_version\{server_version="([^"]{1,32})"/m.exec(answer.body)?.[1];
    return {
      service: "etcd-metrics",
      etcd: {
        ...blankEtcd("metrics", questions.scheme),
        access: "open",
        version: version === undefined ? null : cleanText(version, 32),
        metrics: true,
        health: await readHealth(questions),
        pprof: await answersOk(questions, "/debug/pprof/"),
      },
      exchanges: questions.exchanges,
    };
  },
});
