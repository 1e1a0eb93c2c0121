import { describe } from "node:test";
import { exchange, fromVantage, hardened, kubelet, withPort } from "../sample-evidence.ts";
import { kubeletHealthzNonlocal as check } from "./kubelet-healthz-nonlocal.ts";
import {
  broken,
  closed,
  configured,
  filtered,
  foreign,
  kubeletTable,
  unconfigured,
  unreachable,
} from "./sample-kubelets.ts";

const facts = kubelet({ endpoint: "healthz", access: "open", openPaths: ["/healthz"], pprof: false });
const answered = [exchange("http://192.0.2.21:10248/healthz", 200, "ok")];
const port = { state: "open", service: "kubelet-healthz", kubelet: facts, exchanges: answered } as const;
const open = withPort(unconfigured(), "worker-1", 10248, port);
const everywhere = { healthzBindAddress: "0.0.0.0" };

describe(check.id, () => {
  kubeletTable(check, [
    { when: "/healthz answers another machine", seen: open, verdict: "fail", severity: "low", says: /from scanner/ },
    {
      when: "/debug/pprof/ answers",
      seen: withPort(unconfigured(), "worker-1", 10248, { ...port, kubelet: { ...facts, pprof: true } }),
      verdict: "fail",
      severity: "high",
      says: /CVE-2019-11248/,
    },
    {
      when: "the port is filtered and bound to every address",
      seen: configured(everywhere, filtered(10248)),
      verdict: "fail",
      severity: "info",
      says: /bound to 0\.0\.0\.0\. The configuration decides/,
    },
    {
      when: "it answers though the configuration says loopback",
      seen: withPort(hardened(), "worker-1", 10248, port),
      verdict: "fail",
      severity: "low",
      says: /says otherwise/,
    },
    { when: "the port is closed from here", seen: closed(10248), verdict: "pass" },
    { when: "it is closed though bound to every address", seen: configured(everywhere), verdict: "pass" },
    { when: "it is filtered and bound to loopback", seen: filtered(10248, hardened()), verdict: "pass" },
    { when: "it is filtered and off", seen: configured({ healthzPort: 0 }, filtered(10248)), verdict: "pass" },
    {
      when: "the scan was made on the node and the bind is loopback",
      seen: fromVantage(withPort(hardened(), "worker-1", 10248, port), "node-local"),
      verdict: "pass",
    },
    {
      when: "the scan was made on the node and no configuration was read",
      seen: fromVantage(open, "node-local"),
      verdict: "unknown",
      says: /scan from another machine/,
    },
    {
      when: "it is closed on the node itself and no configuration was read",
      seen: fromVantage(closed(10248), "node-local"),
      verdict: "unknown",
    },
    { when: "the port is filtered", seen: filtered(10248), verdict: "unknown" },
    { when: "the probe broke", seen: broken(10248), verdict: "unknown" },
    { when: "something else listens", seen: foreign(10248), verdict: "unknown" },
    { when: "no port of the node answers", seen: unreachable(), verdict: "unknown" },
    {
      when: "the configuration names no address",
      seen: configured({ healthzBindAddress: "" }, filtered(10248)),
      verdict: "unknown",
    },
    {
      when: "the node is gone",
      seen: hardened(),
      subject: { kind: "Node", uid: "uid-gone", name: "worker-9", node: "worker-9", port: 10248 },
      verdict: "not-applicable",
    },
  ]);
});
