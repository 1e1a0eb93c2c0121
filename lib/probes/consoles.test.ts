import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Observation } from "../domain/observation.ts";
import { answer, listenHttp, lookAt } from "./test-targets.ts";

const quick = { timeoutMs: 500 };
const json = (value: unknown, status = 200) => answer(status, JSON.stringify(value));
const page = (title: string) =>
  answer(200, `<!doctype html><html><title>${title}</title></html>`, { "Content-Type": "text/html" });
const unauthorized = json({ message: "Unauthorized" }, 401);

async function consoleAt(t: TestContext, answers: Record<string, string>): Promise<Observation> {
  const seen = await lookAt(await listenHttp(t, answers), { hint: "nodeport" }, quick);
  assert.equal(seen.problem, undefined);
  return seen;
}

type Case = [product: string, access: string, version: string | null, answers: Record<string, string>];
const dashboard = {
  "GET /": page("Kubernetes Dashboard"),
  "GET /api/v1/login/status": json({ tokenPresent: false, headerPresent: false, httpsMode: true }),
  "*": unauthorized,
};
const headlamp = {
  "GET /": page("Headlamp"),
  "GET /config": json({ clusters: [{ name: "main" }], isDynamicClusterEnabled: false }),
  "*": unauthorized,
};
const argo = {
  "GET /": page("Argo CD"),
  "GET /api/v1/settings": json({ appLabelKey: "app.kubernetes.io/instance" }),
  "GET /api/version": json({ Version: "v2.13.1" }),
  "*": unauthorized,
};
const grafana = {
  "GET /": answer(302, "", { Location: "/login" }),
  "GET /login": page("Grafana"),
  "GET /api/health": json({ database: "ok", version: "11.2.0" }),
  "*": unauthorized,
};
const portainer = {
  "GET /": page("Portainer"),
  "GET /api/system/status": json({ Version: "2.21.0", InstanceID: "i" }),
  "GET /api/users/admin/check": answer(204, ""),
  "*": unauthorized,
};
const ray = { "GET /": page("Ray Dashboard"), "GET /api/version": json({ ray_version: "2.9.0" }), "*": unauthorized };
const tornado = { Server: "TornadoServer/6.4" };
const jupyter = {
  "GET /": answer(302, "", { Location: "/lab", ...tornado }),
  "GET /api": json({ version: "2.14.0" }),
  "*": json({ message: "Forbidden" }, 403),
};

const cases: Case[] = [
  ["kubernetes-dashboard", "login", null, dashboard],
  ["kubernetes-dashboard", "open", null, { ...dashboard, "GET /api/v1/login/skippable": json({ skippable: true }) }],
  ["headlamp", "login", null, headlamp],
  [
    "headlamp",
    "open",
    null,
    { ...headlamp, "GET /clusters/main/api/v1/namespaces?limit=1": json({ kind: "NamespaceList", items: [] }) },
  ],
  [
    "rancher",
    "login",
    "v2.9.1",
    {
      "GET /": answer(302, "", { Location: "/dashboard/" }),
      "GET /rancherversion": json({ Version: "v2.9.1", GitCommit: "abc" }),
      "*": unauthorized,
    },
  ],
  ["argo-cd", "login", "v2.13.1", argo],
  [
    "argo-cd",
    "open",
    "v2.13.1",
    { ...argo, "GET /api/v1/applications?fields=metadata.resourceVersion": json({ metadata: {} }) },
  ],
  ["portainer", "login", "2.21.0", portainer],
  ["portainer", "open", "2.21.0", { ...portainer, "GET /api/users/admin/check": answer(404, "") }],
  ["grafana", "login", "11.2.0", grafana],
  ["grafana", "open", "11.2.0", { ...grafana, "GET /api/org": json({ id: 1, name: "Main Org." }) }],
  [
    "weave-scope",
    "open",
    "1.13.2",
    { "GET /": page("Weave Scope"), "GET /api": json({ version: "1.13.2", hostname: "scope", plugins: [] }) },
  ],
  ["ray", "open", "2.9.0", { ...ray, "GET /api/jobs/": json([]) }],
  ["ray", "login", "2.9.0", ray],
  ["jupyter", "login", "2.14.0", jupyter],
  ["jupyter", "open", "2.14.0", { ...jupyter, "GET /api/status": json({ started: "2026-11-21T08:00:00Z" }) }],
  ["jupyter", "login", "5.2.1", { ...jupyter, "GET /hub/api": json({ version: "5.2.1" }) }],
  [
    "kubeflow",
    "open",
    null,
    { "GET /": page("Kubeflow Central Dashboard"), "GET /api/dashboard-links": json({ menuLinks: [] }) },
  ],
];

for (const [product, access, version, answers] of cases)
  test(`${product} is known by its own answers, and ${access === "open" ? "found without a login" : "asks for a login"}`, async (t) => {
    const seen = await consoleAt(t, answers);
    assert.deepEqual(
      [seen.service, seen.product?.product, seen.product?.access, seen.product?.version],
      [product, product, access, version],
    );
    assert.ok((seen.exchanges?.length ?? 0) <= 9, `${seen.exchanges?.length} requests`);
  });

test("a title alone makes no console", async (t) => {
  for (const title of [
    "Kubernetes Dashboard",
    "Headlamp",
    "Rancher",
    "Argo CD",
    "Portainer",
    "Grafana",
    "Ray Dashboard",
  ]) {
    const seen = await consoleAt(t, { "*": page(title) });
    assert.deepEqual([seen.service, seen.product], ["http", undefined], title);
  }
});

test("a page about Grafana with a health path of its own is not Grafana", async (t) => {
  const seen = await consoleAt(t, { ...grafana, "GET /login": page("Our Grafana guide") });
  assert.equal(seen.product, undefined);
});

test("Elasticsearch is open with its name, or shut with its own error", async (t) => {
  const open = json({
    name: "es-0",
    cluster_name: "logs",
    version: { number: "8.15.0" },
    tagline: "You Know, for Search",
  });
  const seen = await consoleAt(t, { "*": open });
  assert.deepEqual([seen.service, seen.product?.access, seen.product?.version], ["elasticsearch", "open", "8.15.0"]);
  const shut = await consoleAt(t, { "*": json({ error: { type: "security_exception" }, status: 401 }, 401) });
  assert.deepEqual([shut.product?.product, shut.product?.access], ["elasticsearch", "login"]);
  assert.equal((await consoleAt(t, { "*": json({ cluster_name: "x" }) })).product, undefined);
});
