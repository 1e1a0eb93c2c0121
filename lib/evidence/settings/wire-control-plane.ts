import type { Observation } from "../../domain/observation.ts";
import type { SettingComponent } from "../../domain/setting.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import {
  bindsBeyondNode,
  firstOfEach,
  isElsewhere,
  lowestTls,
  type NamedReading,
  provenBy,
  type WireReadings,
} from "./wire-reading.ts";

type Kind = Exclude<SettingComponent, "kubelet">;

/** What the answers of a node prove of a control-plane component's settings, or of kube-proxy's. */
export function wireOfComponent(component: Kind, seen: readonly Observation[]): WireReadings {
  const open = seen.filter(({ state }) => state === "open");
  return firstOfEach(readers[component](open));
}

const readers: Record<Kind, (open: readonly Observation[]) => NamedReading[]> = {
  "kube-apiserver": apiServer,
  etcd,
  "kube-controller-manager": (open) => secured(open, "kube-controller-manager", 10252),
  "kube-scheduler": (open) => secured(open, "kube-scheduler", 10251),
  "kube-proxy": kubeProxy,
};

function apiServer(open: readonly Observation[]): NamedReading[] {
  const secure = open.filter(({ apiServer: facts }) => facts?.transport === "https");
  const plain = open.filter(({ apiServer: facts, port }) => facts?.transport === "http" && port !== 8001);
  const takes = ({ apiServer: facts }: Observation) =>
    facts?.anonymous === "authenticated" || facts?.anonymous === "open";
  const scoped = ({ apiServer: facts }: Observation) => facts?.anonymous === "disabled" && facts.livez === "ok";
  const refuses = ({ apiServer: facts }: Observation) => facts?.anonymous === "disabled" && facts.livez === "refused";
  const profiles = ({ apiServer: facts }: Observation) =>
    facts?.disclosed.some((path) => path.startsWith("/debug/pprof")) === true;
  return [
    ...provenBy("anonymous-auth", secure, takes, true, "a request without credentials is taken for system:anonymous"),
    ...provenBy("anonymous-auth", secure, scoped, true, "health paths answer without credentials, the rest does not"),
    ...provenBy("anonymous-auth", secure, refuses, false, "every request without credentials answers 401"),
    ...provenBy(
      "secure-port",
      secure,
      () => true,
      ({ port }) => port,
      "the API server answers there",
      isPort,
    ),
    ...provenBy(
      "insecure-port",
      plain,
      () => true,
      ({ port }) => port,
      "the API answers there over plain HTTP",
    ),
    ...provenBy("profiling", secure, profiles, true, "/debug/pprof/ is answered"),
    ...lowestTls("tls-min-version", secure),
  ];
}

/** A load balancer or a tunnel may stand before it, so another port that is declared is no contradiction. */
const isPort = () => true;

function etcd(open: readonly Observation[]): NamedReading[] {
  const of = (endpoint: "client" | "peer" | "metrics") =>
    open.filter(({ etcd: facts }) => facts?.endpoint === endpoint);
  const requires = ({ etcd: facts, tls }: Observation) =>
    facts?.access === "client-certificate-required" || tls?.clientCertificate === "required";
  const answers = (observation: Observation) =>
    !requires(observation) &&
    observation.etcd !== undefined &&
    (observation.etcd.access !== "unknown" || observation.etcd.version !== null);
  const without = "it answers without a client certificate";
  const ends = "it ends the handshake of a client without a certificate";
  const profiles = ({ etcd: facts }: Observation) => facts?.pprof === true;
  const url = ({ address, port, etcd: facts }: Observation) => [
    `${facts?.transport ?? "http"}://${urlHost(address)}:${port}`,
  ];
  const isPlain = ({ etcd: facts }: Observation) => facts?.transport === "http";
  const isPlainUrl = (declared: unknown) => String(declared).includes("http://");
  return [
    ...provenBy("client-cert-auth", of("client"), answers, false, without),
    ...provenBy("client-cert-auth", of("client"), requires, true, ends),
    ...provenBy("peer-client-cert-auth", of("peer"), answers, false, without),
    ...provenBy("peer-client-cert-auth", of("peer"), requires, true, ends),
    ...provenBy("listen-client-urls", of("client"), isPlain, url, "clients are answered over plain HTTP", isPlainUrl),
    ...provenBy(
      "listen-metrics-urls",
      of("metrics").filter(isElsewhere),
      () => true,
      url,
      "metrics answer other machines",
      bindsBeyondNode,
    ),
    ...provenBy("enable-pprof", of("client"), profiles, true, "/debug/pprof/ is answered"),
    ...provenBy("enable-v2", of("client"), ({ etcd: facts }) => facts?.v2 === "open", true, "/v2/keys/ is answered"),
  ];
}

function secured(open: readonly Observation[], component: string, plainPort: number): NamedReading[] {
  const own = open.filter(({ component: facts }) => facts?.component === component);
  const plain = own.filter(({ port, tls }) => port === plainPort && tls === undefined);
  const secure = own.filter(({ port }) => port !== plainPort);
  const elsewhere = "it answers other machines";
  return [
    ...provenBy("bind-address", secure, isElsewhere, ({ address }) => address, elsewhere, bindsBeyondNode),
    ...provenBy(
      "secure-port",
      secure,
      () => true,
      ({ port }) => port,
      "it answers there",
    ),
    ...provenBy(
      "port",
      plain,
      () => true,
      ({ port }) => port,
      "it answers there over plain HTTP",
    ),
    ...provenBy("profiling", own, ({ component: facts }) => facts?.pprof === true, true, "/debug/pprof/ is answered"),
    ...lowestTls("tls-min-version", secure),
  ];
}

function kubeProxy(open: readonly Observation[]): NamedReading[] {
  const own = open.filter(({ component: facts }) => facts?.component === "kube-proxy");
  const metrics = own.filter(({ service, port }) => service === "kube-proxy-metrics" || port === 10249);
  const health = own.filter(({ service, port }) => service === "kube-proxy-healthz" || port === 10256);
  const at = ({ address, port }: Observation) => `${urlHost(address)}:${port}`;
  const modeOf = ({ component: facts }: Observation) => facts?.mode ?? "";
  return [
    ...provenBy("metricsBindAddress", metrics, isElsewhere, at, "metrics answer other machines", bindsBeyondNode),
    ...provenBy(
      "healthzBindAddress",
      health,
      isElsewhere,
      at,
      "the health port answers other machines",
      bindsBeyondNode,
    ),
    ...provenBy("mode", metrics, (observation) => modeOf(observation) !== "", modeOf, "/proxyMode says so"),
    ...provenBy(
      "enableProfiling",
      own,
      ({ component: facts }) => facts?.pprof === true,
      true,
      "/debug/pprof/ is answered",
    ),
  ];
}
