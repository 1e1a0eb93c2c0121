import type { HttpFacts, ProductFacts } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { type JsonObject, objectsOf, parseJsonObject, textOf } from "./json-shape.ts";
import { counted } from "./pod-list.ts";
import type { Questions } from "./questions.ts";
import { recognised } from "./recognised.ts";

export interface Console {
  /** The page that GET / brought makes the product worth asking for. */
  shows(http: HttpFacts): boolean;
  /** Positive only by an answer that no other product gives. */
  ask(questions: Questions): Promise<ProductFacts | null>;
}

const titled = (pattern: RegExp) => (http: HttpFacts) => pattern.test(http.title ?? "");
const leadsTo = (pattern: RegExp) => (http: HttpFacts) => pattern.test(http.location ?? "");

async function getJson(
  questions: Questions,
  path: string,
): Promise<{ json: JsonObject | null; status: number | null }> {
  const { exchange, body }: HttpAnswer = await questions.get(path, { maxBytes: 262_144 });
  return { json: exchange.status === 200 ? parseJsonObject(body) : null, status: exchange.status };
}

const word = (value: unknown) => cleanText(textOf(value) ?? "", 40) || null;

async function kubernetesDashboard(questions: Questions): Promise<ProductFacts | null> {
  const { json: status } = await getJson(questions, "/api/v1/login/status");
  if (typeof status?.tokenPresent !== "boolean" || typeof status.httpsMode !== "boolean") return null;
  const { json: skippable } = await getJson(questions, "/api/v1/login/skippable");
  const { json: list } = await getJson(questions, "/api/v1/namespace");
  const namespaces = objectsOf(list?.namespaces);
  const details = skippable?.skippable === true ? ["the login can be skipped"] : [];
  if (namespaces.length > 0) details.push(`${counted(namespaces.length, "namespace")} listed without a login`);
  const access = namespaces.length > 0 || skippable?.skippable === true ? "open" : "login";
  return recognised("kubernetes-dashboard", access, { answered: ["/api/v1/login/status"], details });
}

async function headlamp(questions: Questions): Promise<ProductFacts | null> {
  const { json: config } = await getJson(questions, "/config");
  const clusters = objectsOf(config?.clusters);
  const name = clusters.map((cluster) => textOf(cluster.name)).find((text) => /^[\w.-]{1,100}$/.test(text ?? ""));
  if (!config || !Array.isArray(config.clusters) || config.isDynamicClusterEnabled === undefined) return null;
  const path = `/clusters/${name ?? "main"}/api/v1/namespaces?limit=1`;
  const { json: list } = name ? await getJson(questions, path) : { json: null };
  const isOpen = list?.kind === "NamespaceList";
  const details = [
    `${counted(clusters.length, "cluster")} configured`,
    ...(isOpen ? ["lists namespaces without a login"] : []),
  ];
  return recognised("headlamp", isOpen ? "open" : "login", { answered: ["/config"], details });
}

async function rancher(questions: Questions): Promise<ProductFacts | null> {
  const { json } = await getJson(questions, "/rancherversion");
  if (!json || textOf(json.Version) === null || textOf(json.GitCommit) === null) return null;
  const { json: clusters } = await getJson(questions, "/v3/clusters");
  const access = clusters?.type === "collection" ? "open" : "login";
  return recognised("rancher", access, { version: word(json.Version), answered: ["/rancherversion"] });
}

async function argoCd(questions: Questions): Promise<ProductFacts | null> {
  const { json: settings } = await getJson(questions, "/api/v1/settings");
  if (!settings || !("appLabelKey" in settings || "dexConfig" in settings)) return null;
  const { json: version } = await getJson(questions, "/api/version");
  const { json: list } = await getJson(questions, "/api/v1/applications?fields=metadata.resourceVersion");
  const isOpen = list !== null && "metadata" in list;
  const details = isOpen ? ["lists applications without a login"] : [];
  return recognised("argo-cd", isOpen ? "open" : "login", {
    version: word(version?.Version),
    answered: ["/api/v1/settings"],
    details,
  });
}

async function portainer(questions: Questions): Promise<ProductFacts | null> {
  const { json } = await getJson(questions, "/api/system/status");
  const status = json ?? (await getJson(questions, "/api/status")).json;
  if (!status || textOf(status.Version) === null || textOf(status.InstanceID) === null) return null;
  const { status: admin } = await getJson(questions, "/api/users/admin/check");
  const details = admin === 404 ? ["no administrator yet: the first caller becomes it"] : [];
  return recognised("portainer", admin === 404 ? "open" : "login", {
    version: word(status.Version),
    answered: ["/api/status"],
    details,
  });
}

async function grafana(questions: Questions): Promise<ProductFacts | null> {
  const { json: health } = await getJson(questions, "/api/health");
  if (!health || textOf(health.database) === null) return null;
  const page = await questions.get("/login", { maxBytes: 262_144 });
  if (!/<title>\s*Grafana\s*<\/title>/i.test(page.body)) return null;
  const { json: org } = await getJson(questions, "/api/org");
  const isOpen = textOf(org?.name) !== null;
  const details = isOpen ? ["anonymous viewers are let in"] : [];
  return recognised("grafana", isOpen ? "open" : "login", {
    version: word(health.version),
    answered: ["/api/health"],
    details,
  });
}

async function weaveScope(questions: Questions): Promise<ProductFacts | null> {
  const { json } = await getJson(questions, "/api");
  if (!json || textOf(json.version) === null || textOf(json.hostname) === null || !("plugins" in json)) return null;
  const details = ["serves terminals to everyone: it has no login"];
  return recognised("weave-scope", "open", { version: word(json.version), answered: ["/api"], details });
}

async function ray(questions: Questions): Promise<ProductFacts | null> {
  const { json } = await getJson(questions, "/api/version");
  if (!json || textOf(json.ray_version) === null) return null;
  const jobs = await questions.get("/api/jobs/", { maxBytes: 65_536 });
  const isOpen = jobs.exchange.status === 200;
  const details = isOpen ? ["takes jobs without a login"] : [];
  return recognised("ray", isOpen ? "open" : "login", {
    version: word(json.ray_version),
    answered: ["/api/version"],
    details,
  });
}

async function jupyter(questions: Questions): Promise<ProductFacts | null> {
  const { json: hub } = await getJson(questions, "/hub/api");
  if (textOf(hub?.version) !== null)
    return recognised("jupyter", "login", {
      version: word(hub?.version),
      answered: ["/hub/api"],
      details: ["JupyterHub"],
    });
  const { json } = await getJson(questions, "/api");
  if (!json || textOf(json.version) === null || Object.keys(json).length > 1) return null;
  const { json: status } = await getJson(questions, "/api/status");
  const isOpen = textOf(status?.started) !== null;
  const details = isOpen ? ["runs code without a token"] : [];
  return recognised("jupyter", isOpen ? "open" : "login", { version: word(json.version), answered: ["/api"], details });
}

async function kubeflow(questions: Questions): Promise<ProductFacts | null> {
  const { json } = await getJson(questions, "/api/dashboard-links");
  if (!json || !Array.isArray(json.menuLinks)) return null;
  return recognised("kubeflow", "open", { answered: ["/api/dashboard-links"], details: ["no login in front of it"] });
}

/** Consoles by what GET / shows of them. */
export const consoles: readonly Console[] = [
  { shows: titled(/^Kubernetes Dashboard$/), ask: kubernetesDashboard },
  { shows: titled(/^Headlamp$/), ask: headlamp },
  { shows: (http) => titled(/rancher/i)(http) || leadsTo(/\/dashboard\/?$/)(http), ask: rancher },
  { shows: titled(/^Argo ?CD$/i), ask: argoCd },
  { shows: titled(/^Portainer/), ask: portainer },
  { shows: (http) => titled(/^Grafana$/)(http) || leadsTo(/\/login$/)(http), ask: grafana },
  { shows: titled(/Weave Scope/), ask: weaveScope },
  { shows: titled(/^Ray Dashboard$/), ask: ray },
  { shows: (http) => /^TornadoServer\//.test(http.server ?? ""), ask: jupyter },
  { shows: titled(/^Kubeflow Central Dashboard$/), ask: kubeflow },
];
