import { describe } from "node:test";
import type { Observation } from "../../domain/observation.ts";
import { fromVantage, type Seen, withPort } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { nodeportUdpExposed as check } from "./nodeport-udp-exposed.ts";
import { approved, debugSubject, service, withoutServices, withServices } from "./sample-services.ts";

const ports = [{ name: null, port: 53, targetPort: "53", nodePort: 32555, protocol: "UDP" as const }];
const declared = withServices(service({ ports }));
const dns = { product: "dns", access: "open", version: null, answered: ["version.bind"], details: [] } as const;
const answer: Partial<Observation> = { state: "open", product: { ...dns, answered: [], details: [] } };

const withUdp = (seen: Seen, changes: Partial<Observation>, nodes = ["cp-1", "worker-1", "worker-2"]) =>
  nodes.reduce((before, name) => withPort(before, name, 32555, { protocol: "UDP", ...changes }), seen);
const udpSubject = { ...debugSubject, protocol: "UDP" as const };

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "DNS answers the internet",
      seen: fromVantage(withUdp(declared, answer), "internet"),
      verdict: "fail",
      severity: "high",
      says: /open on 3 of 3 nodes: dns answers/,
    },
    { when: "DNS answers a worker", seen: withUdp(declared, answer), verdict: "fail", severity: "low" },
    {
      when: "something else answers the internet",
      seen: fromVantage(withUdp(declared, { state: "open", banner: "hello" }), "internet"),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "it answers on the node itself",
      seen: fromVantage(withUdp(declared, answer), "node-local"),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "it is declared and silent, by its declaration",
      seen: fromVantage(withUdp(declared, { state: "open|filtered" }), "internet"),
      verdict: "fail",
      severity: "low",
      says: /no answer proves.*declaration alone decides.*53\/UDP/,
    },
    { when: "it was not looked at", seen: declared, verdict: "fail", severity: "low", says: /not looked at/ },
    {
      when: "its Service is gone and it still answers",
      seen: withUdp(withServices(), answer),
      subject: udpSubject,
      verdict: "fail",
      severity: "low",
    },
    { when: "every node refuses", seen: withUdp(declared, { state: "closed" }), verdict: "pass", says: /ICMP/ },
    {
      when: "it is approved",
      seen: withUdp(withServices({ ...approved("team-net: resolver"), ports }), answer),
      verdict: "pass",
      says: /Approved by team-net/,
    },
    {
      when: "its Service is gone and silent",
      seen: withUdp(withServices(), { state: "open|filtered" }),
      subject: udpSubject,
      verdict: "pass",
    },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown", says: /list services/ },
    { when: "it is TCP", seen: withServices(service()), subject: debugSubject, verdict: "not-applicable" },
  ]);
});
