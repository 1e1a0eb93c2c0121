import { describe } from "node:test";
import type { ProductFacts } from "../../domain/observation.ts";
import { exchange, fromVantage, hardened, withPort } from "../sample-evidence.ts";
import { kubeletLegacyCadvisorPort as check } from "./kubelet-legacy-cadvisor-port.ts";
import { broken, filtered, foreign, kubeletTable, unreachable } from "./sample-kubelets.ts";
import { gone } from "./sample-settings.ts";

const facts: ProductFacts = {
  product: "cadvisor",
  access: "open",
  version: "0.49.1",
  answered: ["/containers/"],
  details: [],
};
const answering = (product: ProductFacts) =>
  withPort(hardened(), "worker-1", 4194, {
    state: "open",
    service: "cadvisor",
    product,
    exchanges: [exchange("http://192.0.2.21:4194/containers/", 200, "cAdvisor page")],
  });

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "cAdvisor answers a neighbour",
      seen: answering(facts),
      verdict: "fail",
      severity: "low",
      says: /cAdvisor 0\.49\.1/,
    },
    {
      when: "it answers the internet",
      seen: fromVantage(answering(facts), "internet"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it answers the node alone",
      seen: fromVantage(answering(facts), "node-local"),
      verdict: "fail",
      severity: "info",
    },
    { when: "the port is closed", seen: withPort(hardened(), "worker-1", 4194, {}), verdict: "pass" },
    {
      when: "it asks who calls",
      seen: answering({ ...facts, access: "login" }),
      verdict: "pass",
      says: /asks who calls/,
    },
    { when: "something else listens", seen: foreign(4194, "ssh"), verdict: "pass", says: /ssh answers/ },
    { when: "some web server listens", seen: foreign(4194, "http"), verdict: "unknown", says: /not recognised/ },
    { when: "the port is filtered", seen: filtered(4194), verdict: "unknown", says: /filtered/ },
    { when: "the probe broke", seen: broken(4194), verdict: "unknown", says: /EMFILE/ },
    {
      when: "the port was not looked at",
      seen: { ...hardened(), observations: [], sweeps: [] },
      verdict: "unknown",
      says: /not looked at/,
    },
    { when: "no port answers", seen: unreachable(), verdict: "unknown" },
    { when: "the node is gone", seen: hardened(), subject: { ...gone, port: 4194 }, verdict: "not-applicable" },
  ]);
});
