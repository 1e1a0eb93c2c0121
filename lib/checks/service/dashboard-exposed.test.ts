import { describe } from "node:test";
import { fromVantage, hardened, withInventory, withPort, withUnreachable } from "../sample-evidence.ts";
import { withProduct } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { dashboardExposed as check } from "./dashboard-exposed.ts";

const login = withProduct(30_443, "argo-cd", { access: "login", version: "v2.13.1" });
const open = withProduct(30_040, "weave-scope", { details: ["serves terminals to everyone: it has no login"] });
const anonymous = withProduct(3000, "grafana", {
  details: ["anonymous viewers are let in"],
  answered: ["/api/health"],
});
const silent = ["cp-1", "worker-1", "worker-2"].reduce((seen, name) => withUnreachable(seen, name), hardened());

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a login page answers the internet",
      seen: fromVantage(login, "internet"),
      verdict: "fail",
      severity: "high",
      says: /Argo CD v2\.13\.1 shows its login/,
    },
    {
      when: "a login page answers another network",
      seen: fromVantage(login, "other-network"),
      verdict: "fail",
      severity: "medium",
    },
    { when: "a login page answers a worker", seen: login, verdict: "fail", severity: "low" },
    {
      when: "terminals are open to a worker",
      seen: open,
      verdict: "fail",
      severity: "critical",
      says: /without a login/,
    },
    {
      when: "anonymous viewers are let in from the internet",
      seen: fromVantage(anonymous, "internet"),
      verdict: "fail",
      severity: "critical",
    },
    {
      when: "the control plane reaches the login page",
      seen: fromVantage(login, "control-plane"),
      verdict: "unknown",
      says: /as it has to/,
    },
    { when: "no console answers", seen: hardened(), verdict: "pass", says: /No management console/ },
    {
      when: "a page of something else answers",
      seen: withPort(hardened(), "worker-1", 3000, { state: "open", service: "http" }),
      verdict: "pass",
    },
    { when: "no node answered", seen: silent, verdict: "unknown", says: /scan from a vantage/ },
    {
      when: "one of the nodes did not answer",
      seen: withUnreachable(hardened(), "worker-2"),
      verdict: "unknown",
      says: /1 of 3 nodes did not answer/,
    },
    {
      when: "a quick scan does not know which node ports there are",
      seen: { ...withInventory(hardened(), { services: null }), profile: "quick" },
      verdict: "unknown",
      says: /"list services"/,
    },
    { when: "no node is known", seen: withInventory(hardened(), { nodes: [] }), verdict: "unknown" },
    {
      when: "the console is closed again",
      seen: withPort(hardened(), "worker-1", 30_443, {}),
      subject: { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 30_443, protocol: "TCP" },
      verdict: "pass",
    },
  ]);
});
