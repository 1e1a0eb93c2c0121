import type { KubeletAccess, Observation } from "../../domain/observation.ts";
import { bindsBeyondNode, firstOfEach, isElsewhere, lowestTls, provenBy, type WireReadings } from "./wire-reading.ts";

const anonymous = "authentication.anonymous.enabled";
const has =
  (...access: KubeletAccess[]) =>
  ({ kubelet }: Observation) =>
    kubelet !== undefined && access.includes(kubelet.access);
const opens =
  (path: string) =>
  ({ kubelet }: Observation) =>
    kubelet?.openPaths.includes(path) === true;
const namesAnonymous = ({ exchanges = [] }: Observation) =>
  exchanges.some(({ summary }) => summary.includes("user=system:anonymous"));
/** A kubelet makes `NAME@UNIXTIME` under `NAME-ca@UNIXTIME`; k3s' own authority is `k3s-server-ca@UNIXTIME`. */
function isSelfMade({ tls }: Observation): boolean {
  const maker = /CN\s*=\s*([^,\n]+)-ca@\d{6,}/.exec(tls?.certificate?.issuer ?? "")?.[1];
  const named = /CN\s*=\s*([^,\n]+)@\d{6,}/.exec(tls?.certificate?.subject ?? "")?.[1];
  return maker !== undefined && maker === named;
}

/** What the answers of a node prove of its kubelet's settings. */
export function wireOfKubelet(seen: readonly Observation[], kubeletPort: number | undefined): WireReadings {
  const open = seen.filter(({ state }) => state === "open");
  const of = (endpoint: "api" | "read-only" | "healthz") =>
    open.filter(({ kubelet }) => kubelet?.endpoint === endpoint);
  const api = of("api");
  const isSet = "set (the wire does not show to which file)";
  const isNamed = (declared: unknown) => declared !== "";
  return firstOfEach([
    ...provenBy(anonymous, api, has("open"), true, "a request without credentials is answered"),
    ...provenBy(anonymous, api, opens("/pods"), true, "GET /pods without credentials is answered"),
    ...provenBy(anonymous, api, has("forbidden-anonymous"), true, "a caller without credentials is system:anonymous"),
    ...provenBy(anonymous, api, namesAnonymous, true, "a caller without credentials is system:anonymous"),
    ...provenBy(anonymous, api, has("unauthorized"), false, "a request without credentials answers 401"),
    ...provenBy(
      "authorization.mode",
      api,
      has("forbidden-anonymous", "authorization-error"),
      "Webhook",
      "the API server is asked who may do what",
    ),
    ...provenBy(
      "port",
      api,
      () => true,
      ({ port }) => port,
      "the kubelet answers there",
    ),
    ...provenBy(
      "enableDebuggingHandlers",
      api,
      has("debug-handlers-disabled"),
      false,
      "it says that they are disabled",
    ),
    ...provenBy("enableDebuggingHandlers", api, opens("/runningpods/"), true, "GET /runningpods/ is answered"),
    ...provenBy(
      "enableProfilingHandler",
      api,
      ({ kubelet }) => kubelet?.pprof === true,
      true,
      "GET /debug/pprof/ is answered",
    ),
    ...provenBy(
      "authentication.x509.clientCAFile",
      open.filter(isApiPort(api)),
      ({ tls }) => tls?.clientCertificate === "not-requested",
      "",
      "the TLS handshake asks for no client certificate",
    ),
    ...provenBy(
      "authentication.x509.clientCAFile",
      api,
      ({ tls }) => tls?.clientCertificate === "requested" || tls?.clientCertificate === "required",
      isSet,
      "the TLS handshake asks for a client certificate",
      isNamed,
    ),
    ...provenBy(
      "serverTLSBootstrap",
      open,
      ({ service, port, tls }) => (service === "kubelet" || port === kubeletPort) && tls?.alert === 80,
      true,
      "it waits for a serving certificate (TLS alert 80)",
    ),
    ...provenBy("serverTLSBootstrap", api, isSelfMade, false, "it serves a certificate that it signed itself"),
    ...lowestTls("tlsMinVersion", api),
    ...provenBy(
      "readOnlyPort",
      of("read-only"),
      () => true,
      ({ port }) => port,
      "the kubelet answers there without asking who calls",
    ),
    ...provenBy(
      "healthzPort",
      of("healthz"),
      () => true,
      ({ port }) => port,
      "the health port answers",
    ),
    ...provenBy(
      "healthzBindAddress",
      of("healthz"),
      isElsewhere,
      ({ address }) => address,
      "the health port answers other machines",
      bindsBeyondNode,
    ),
  ]);
}

const isApiPort = (api: readonly Observation[]) => (observation: Observation) => api.includes(observation);
