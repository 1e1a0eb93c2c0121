import { withStaticPod } from "../api-server/sample-api-server.ts";
import { fromVantage, hardened, tls, withInventory, withPort } from "../sample-evidence.ts";
import type { Row } from "../sample-verdicts.ts";
import { goneRow, providerRun, withNodeArgs, withSecure } from "./sample-secure.ts";
import type { SecureComponent } from "./secure-port-remediation.ts";

/** What the port of controller manager or scheduler can look like; both are judged alike. */
export function securePortRows(component: SecureComponent, port: number): Row[] {
  const answering = withSecure(component, port, 403);
  const filtered = withPort(hardened(), "cp-1", port, { state: "filtered" });
  const bound = (address: string, seen = filtered) => withStaticPod(component, { "--bind-address": address }, seen);
  const lost = [{ need: "list pods", why: "403", grant: "- apiGroups: [x]" }];
  return [
    { when: "it answers a worker", seen: answering, verdict: "fail", severity: "low", says: /answers at https/ },
    { when: "it answers the internet", seen: fromVantage(answering, "internet"), verdict: "fail", severity: "medium" },
    {
      when: "it answers another control-plane node",
      seen: fromVantage(answering, "control-plane"),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "it serves metrics without a login",
      seen: withSecure(component, port, 403, ["/metrics"]),
      verdict: "fail",
      severity: "high",
      says: /serves \/metrics without credentials/,
    },
    {
      when: "it serves profiles to the node's neighbours",
      seen: fromVantage(withSecure(component, port, 403, ["/debug/pprof/"]), "control-plane"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "it answers although the flag says loopback",
      seen: bound("127.0.0.1", answering),
      verdict: "fail",
      severity: "low",
      says: /says otherwise \(.*is bound to 127\.0\.0\.1/,
    },
    {
      when: "the port is filtered and bound everywhere by default",
      seen: withStaticPod(component, {}, filtered),
      verdict: "fail",
      severity: "info",
      says: /bound to 0\.0\.0\.0/,
    },
    { when: "the port is filtered and bound to ::", seen: bound("::"), verdict: "fail", severity: "info" },
    {
      when: "k3s is told to open it",
      seen: withNodeArgs(component, { "bind-address": "0.0.0.0" }, filtered),
      verdict: "fail",
      severity: "info",
    },
    { when: "the port is closed", seen: hardened(), verdict: "pass", says: /closed/ },
    {
      when: "the port is closed although the flag opens it",
      seen: bound("0.0.0.0", hardened()),
      verdict: "pass",
      says: /says otherwise/,
    },
    {
      when: "the port is filtered and bound to loopback",
      seen: bound("127.0.0.1"),
      verdict: "pass",
      says: /configuration decides/,
    },
    {
      when: "it is open on the node itself and bound to loopback",
      seen: bound("::1", fromVantage(answering, "node-local")),
      verdict: "pass",
    },
    {
      when: "the port is filtered and k3s leaves it on loopback",
      seen: withNodeArgs(component, {}, filtered),
      verdict: "pass",
      says: /bound to 127\.0\.0\.1/,
    },
    {
      when: "another service answers",
      seen: withPort(hardened(), "cp-1", port, { state: "open", service: "ssh" }),
      verdict: "pass",
      says: /unrelated/,
    },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown", says: /node report/ },
    {
      when: "pods could not be listed",
      seen: withInventory(filtered, { staticPods: null, lost }),
      verdict: "unknown",
      says: /"list pods" is missing/,
    },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "cp-1", port, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
      says: /EMFILE/,
    },
    {
      when: "what answers over TLS was not recognised",
      seen: withPort(hardened(), "cp-1", port, { state: "open", tls: tls() }),
      verdict: "unknown",
    },
    { when: "the provider runs it", seen: providerRun(), verdict: "not-applicable", says: /provider runs it/ },
    goneRow(port),
  ];
}

/** What controller manager and scheduler can answer to /metrics; both are judged alike. */
export function secureMetricsRows(component: SecureComponent, port: number): Row[] {
  const flag = "--authorization-always-allow-paths";
  const filtered = withPort(hardened(), "cp-1", port, { state: "filtered" });
  const allowed = (paths: string, seen = filtered) => withStaticPod(component, { [flag]: paths }, seen);
  const open = withSecure(component, port, 403, ["/metrics"]);
  const down = withSecure(component, port, 500);
  return [
    { when: "/metrics answers a worker", seen: open, verdict: "fail", severity: "low", says: /answers \/metrics/ },
    { when: "/metrics answers the internet", seen: fromVantage(open, "internet"), verdict: "fail", severity: "medium" },
    {
      when: "/metrics answers the node itself",
      seen: fromVantage(open, "node-local"),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "/configz answers although the flag is as it should be",
      seen: allowed("/healthz,/readyz,/livez", withSecure(component, port, 403, ["/configz"])),
      verdict: "fail",
      severity: "low",
      says: /says otherwise/,
    },
    {
      when: "the port is filtered and the flag opens everything",
      seen: allowed("/healthz,/*"),
      verdict: "fail",
      severity: "info",
      says: /opens \/\*/,
    },
    {
      when: "the API server cannot be asked and the flag opens profiles",
      seen: allowed("/debug/pprof/*", down),
      verdict: "fail",
      severity: "low",
    },
    { when: "/metrics is forbidden", seen: withSecure(component, port, 403), verdict: "pass", says: /\(403\)/ },
    { when: "/metrics asks for a login", seen: withSecure(component, port, 401), verdict: "pass", says: /\(401\)/ },
    { when: "the port is closed", seen: hardened(), verdict: "pass", says: /closed/ },
    {
      when: "the port is filtered and the flag keeps its default",
      seen: withStaticPod(component, {}, filtered),
      verdict: "pass",
      says: /opens none of/,
    },
    {
      when: "the port is filtered and the flag opens a path of the same beginning only",
      seen: allowed("/metricsx,/healthz/*"),
      verdict: "pass",
    },
    {
      when: "another service answers",
      seen: withPort(hardened(), "cp-1", port, { state: "open", service: "ssh" }),
      verdict: "pass",
      says: /unrelated/,
    },
    { when: "the API server cannot be asked and no flags are seen", seen: down, verdict: "unknown" },
    { when: "the port is filtered and no flags are seen", seen: filtered, verdict: "unknown", says: /filtered/ },
    {
      when: "the probe broke",
      seen: withPort(hardened(), "cp-1", port, { state: null, problem: "EMFILE" }),
      verdict: "unknown",
      says: /EMFILE/,
    },
    { when: "the provider runs it", seen: providerRun(), verdict: "not-applicable", says: /provider runs it/ },
    goneRow(port),
  ];
}
