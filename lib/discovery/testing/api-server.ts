import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import type { Authority } from "./certificates.ts";
import { type Received, startTlsServer, type TlsServer } from "./tls-server.ts";

export interface RecordedObject {
  kind: string;
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
  [field: string]: unknown;
}

/** Objects as a real 1.36 API server returned them. */
export function recordedObjects(): RecordedObject[] {
  const text = readFileSync(new URL("recorded.jsonl", import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

export const token = "a-bearer-token-of-this-test";
export const clientName = "scanner-certificate";

const core = "/api/v1";
const kinds: Record<string, string> = {
  [`${core}/nodes`]: "Node",
  [`${core}/pods`]: "Pod",
  [`${core}/services`]: "Service",
  [`${core}/namespaces`]: "Namespace",
  [`${core}/configmaps`]: "ConfigMap",
  "/apis/discovery.k8s.io/v1/endpointslices": "EndpointSlice",
  "/apis/certificates.k8s.io/v1/certificatesigningrequests": "CertificateSigningRequest",
  "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings": "ClusterRoleBinding",
  "/apis/rbac.authorization.k8s.io/v1/rolebindings": "RoleBinding",
  "/apis/rbac.authorization.k8s.io/v1/clusterroles": "ClusterRole",
  "/apis/rbac.authorization.k8s.io/v1/roles": "Role",
  "/apis/apps/v1/deployments": "Deployment",
  "/apis/apps/v1/daemonsets": "DaemonSet",
  "/apis/apps/v1/statefulsets": "StatefulSet",
  "/apis/networking.k8s.io/v1/networkpolicies": "NetworkPolicy",
  "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies": "ValidatingAdmissionPolicy",
  "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings": "ValidatingAdmissionPolicyBinding",
  "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations": "ValidatingWebhookConfiguration",
  "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations": "MutatingWebhookConfiguration",
  "/apis/apiregistration.k8s.io/v1/apiservices": "APIService",
};

export interface ApiServerOptions {
  host: string;
  authority: Authority;
  objects: RecordedObject[];
  /** Paths (by their beginning) that are answered 403. */
  forbidden?: string[];
  /** Takes over a request; answers true when it did. */
  intercept?: (request: Received, response: ServerResponse) => boolean;
  /** What nodes/NAME/proxy/configz answers. */
  configz?: Record<string, object>;
  configMaps?: Record<string, Record<string, string>>;
  /** Custom resources that are installed, "cilium.io/v2/ciliumnetworkpolicies", with their objects. */
  custom?: Record<string, RecordedObject[]>;
}

/** A small API server: TLS, 401, 403, paging, lists, and the kubelet proxy, worded as the real one words them. */
export async function startApiServer(options: ApiServerOptions): Promise<TlsServer> {
  const identity = await options.authority.issue({ name: "kube-apiserver", ips: [options.host] });
  return startTlsServer(options.host, identity, (request, response) => {
    if (options.intercept?.(request, response)) return;
    const refused = refusal(request, options);
    if (refused) status(response, ...refused);
    else answer(request, response, options);
  });
}

function refusal(request: Received, options: ApiServerOptions): [number, string, string] | null {
  if (request.authorization !== `Bearer ${token}` && request.clientName !== clientName) {
    return [401, "Unauthorized", "Unauthorized"];
  }
  const { pathname } = request.url;
  if (!options.forbidden?.some((path) => pathname.startsWith(path))) return null;
  return [403, "Forbidden", `${pathname.slice(1)} is forbidden: User "scanner" cannot read it`];
}

function answer({ url }: Received, response: ServerResponse, options: ApiServerOptions): void {
  const found = findObject(url, options);
  if (found) send(response, 200, found);
  else status(response, 404, "NotFound", `"${url.pathname}" not found`);
}

function findObject(url: URL, options: ApiServerOptions): object | undefined {
  const path = url.pathname;
  const kind = kinds[path];
  if (kind)
    return list(
      url,
      options.objects.filter((object) => object.kind === kind),
    );
  if (path === `${core}/namespaces/kube-system`) return options.objects.find((object) => object.kind === "Namespace");
  const custom = findCustom(url, options.custom ?? {});
  if (custom) return custom;
  if (path === "/version") return { gitVersion: "v1.36.2", major: "1", minor: "36" };
  const node = /^\/api\/v1\/nodes\/([^/]+)\/proxy\/configz$/.exec(path)?.[1];
  if (node) return options.configz?.[node];
  const [, namespace = "", name = ""] = /^\/api\/v1\/namespaces\/([^/]+)\/configmaps\/([^/]+)$/.exec(path) ?? [];
  const data = options.configMaps?.[namespace === "kube-system" ? name : `${namespace}/${name}`];
  return data && { kind: "ConfigMap", apiVersion: "v1", metadata: { name }, data };
}

/** /apis, /apis/GROUP/VERSION and the lists of custom resources, where any are installed. */
function findCustom(url: URL, custom: Record<string, RecordedObject[]>): object | undefined {
  const resources = Object.keys(custom).map((key) => key.split("/"));
  if (url.pathname === "/apis" && resources.length > 0) {
    const groups = [...new Set(resources.map(([group]) => group))].map((name) => {
      const versions = new Set(resources.filter(([group]) => group === name).map(([, version]) => version));
      return { name, versions: [...versions].map((version) => ({ groupVersion: `${name}/${version}`, version })) };
    });
    return { kind: "APIGroupList", apiVersion: "v1", groups };
  }
  const path = url.pathname.replace(/^\/apis\//, "");
  const objects = custom[path];
  if (objects) return list(url, objects);
  const served = resources.filter(([group, version]) => path === `${group}/${version}`);
  if (served.length === 0) return undefined;
  return { kind: "APIResourceList", groupVersion: path, resources: served.map(([, , name]) => ({ name })) };
}

function list(url: URL, objects: RecordedObject[]): object {
  const from = Number(url.searchParams.get("continue") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? objects.length);
  const more = from + limit < objects.length ? { continue: String(from + limit) } : {};
  const items = objects.slice(from, from + limit);
  return { kind: "List", apiVersion: "v1", metadata: { resourceVersion: "9", ...more }, items };
}

export function status(response: ServerResponse, code: number, reason: string, message: string): void {
  send(response, code, { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code });
}

export function send(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** A kubeconfig for such a server, with a token unless a client certificate is given. */
export function kubeconfigFor(server: TlsServer, ca: string, user: object = { token }): string {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test",
    contexts: [{ name: "test", context: { cluster: "harbour", user: "scanner" } }],
    clusters: [
      {
        name: "harbour",
        cluster: { server: `https://${server.host}:${server.port}`, "certificate-authority-data": base64(ca) },
      },
    ],
    users: [{ name: "scanner", user }],
  });
}

export function certificateUser(pair: { cert: string; key: string }): object {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return { "client-certificate-data": base64(pair.cert), "client-key-data": base64(pair.key) };
}
