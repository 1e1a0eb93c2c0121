import {
  AdmissionregistrationV1Api,
  ApiregistrationV1Api,
  ApisApi,
  AppsV1Api,
  CertificatesV1Api,
  type Configuration,
  CoreV1Api,
  CustomObjectsApi,
  createConfiguration,
  DiscoveryV1Api,
  RbacAuthorizationV1Api,
  type RequestContext,
  ServerConfiguration,
  VersionApi,
} from "@kubernetes/client-node";
import { Agent } from "undici";
import { type ApiTarget, verification } from "./api-target.ts";
import { readOnlyHttp } from "./http-library.ts";
import { type DiscoveryOptions, defaultTimeoutMs } from "./source.ts";

export interface Connection {
  target: ApiTarget;
  signal: AbortSignal;
  timeoutMs: number;
  now(): Date;
  core: CoreV1Api;
  endpoints: DiscoveryV1Api;
  certificates: CertificatesV1Api;
  rbac: RbacAuthorizationV1Api;
  apps: AppsV1Api;
  admission: AdmissionregistrationV1Api;
  aggregation: ApiregistrationV1Api;
  /** Resources by group, version and plural, as plain JSON. */
  custom: CustomObjectsApi;
  apis: ApisApi;
  version: VersionApi;
  /** Closes every socket; calls still under way fail. */
  close(): Promise<void>;
}

/** Requests that the API server passes on to kubelets at the same time: dead nodes hold theirs until the time limit. */
export const proxiedAtOnce = 16;
export const listsAtOnce = 4;

/** Sets up the clients of one API server; connects on the first call. */
export function connect(
  target: ApiTarget,
  options: Pick<DiscoveryOptions, "signal" | "now" | "timeoutMs">,
): Connection {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const lists = openAgent(target, timeoutMs, listsAtOnce);
  const proxied = openAgent(target, timeoutMs, proxiedAtOnce);
  const dispatcherFor = (url: URL) => (url.pathname.includes("/proxy/") ? proxied : lists);
  const configuration: Configuration = createConfiguration({
    baseServer: new ServerConfiguration(target.server, {}),
    httpApi: readOnlyHttp({ dispatcherFor, signal: options.signal, timeoutMs }),
    authMethods: { default: authenticator(target) },
  });
  return {
    target,
    signal: options.signal,
    timeoutMs,
    now: options.now,
    core: new CoreV1Api(configuration),
    endpoints: new DiscoveryV1Api(configuration),
    certificates: new CertificatesV1Api(configuration),
    rbac: new RbacAuthorizationV1Api(configuration),
    apps: new AppsV1Api(configuration),
    admission: new AdmissionregistrationV1Api(configuration),
    aggregation: new ApiregistrationV1Api(configuration),
    custom: new CustomObjectsApi(configuration),
    apis: new ApisApi(configuration),
    version: new VersionApi(configuration),
    close: async () => {
      await Promise.all([lists.destroy(), proxied.destroy()]);
    },
  };
}

function openAgent(target: ApiTarget, timeoutMs: number, connections: number): Agent {
  return new Agent({
    connections,
    allowH2: false,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { ...verification(target), ...target.certificate, timeout: timeoutMs },
  });
}

function authenticator(target: ApiTarget) {
  return {
    getName: () => "breakwater",
    applySecurityAuthentication: async (context: RequestContext) => {
      context.setHeaderParam("User-Agent", "breakwater");
      if (target.authorization) context.setHeaderParam("Authorization", target.authorization);
    },
  };
}
