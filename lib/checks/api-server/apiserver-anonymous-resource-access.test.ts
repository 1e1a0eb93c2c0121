import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contextFor, evidenceOf, fromVantage, hardened, withInventory, withPort } from "../sample-evidence.ts";
import { judgeRow, verdictTable } from "../sample-verdicts.ts";
import { apiserverAnonymousResourceAccess as check } from "./apiserver-anonymous-resource-access.ts";
import { adminForAll, apiServer, byDefault, hiddenControlPlane, withApiServer } from "./sample-api-server.ts";

const open = apiServer({ anonymous: "open" });
const bindings = [
  { binding: "open-door", namespace: null, subject: "system:anonymous", role: "cluster-admin" },
  { binding: "open window", namespace: "web", subject: "system:unauthenticated", role: "view" },
  {
    binding: "system:public-info-viewer",
    namespace: null,
    subject: "system:unauthenticated",
    role: "system:public-info-viewer",
  },
];

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "secrets can be listed",
      seen: withApiServer(adminForAll),
      verdict: "fail",
      severity: "critical",
      says: /list namespaces, nodes, pods, secrets/,
    },
    {
      when: "only kinds without secrets can be listed",
      seen: withApiServer(apiServer({ anonymous: "open", readable: ["namespaces", "nodes"] })),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "the rules review names more than discovery",
      seen: withApiServer(apiServer({ anonymous: "authenticated", rules: ["create pods"] })),
      verdict: "fail",
      severity: "critical",
      says: /create pods/,
    },
    {
      when: "only the node itself gets the list",
      seen: fromVantage(withApiServer(adminForAll), "node-local"),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "a hidden control plane's endpoint lists secrets",
      seen: withApiServer(adminForAll, { seen: hiddenControlPlane(), node: null, port: 443 }),
      verdict: "fail",
      severity: "critical",
    },
    { when: "everything is 401", seen: withApiServer(apiServer()), verdict: "pass", says: /401/ },
    { when: "system:anonymous gets 403", seen: withApiServer(byDefault), verdict: "pass", says: /403/ },
    {
      when: "discovery answers but every list is refused",
      seen: withApiServer(open),
      verdict: "pass",
      says: /list none/,
    },
    { when: "the port is closed", seen: withPort(hardened(), "cp-1", 6443, {}), verdict: "pass" },
    {
      when: "discovery answers and no list was asked for",
      seen: withApiServer(open, { changes: { exchanges: [] } }),
      verdict: "unknown",
    },
    { when: "a proxy answers in front", seen: withApiServer(apiServer({ anonymous: "unknown" })), verdict: "unknown" },
    {
      when: "the port is filtered",
      seen: withPort(hardened(), "cp-1", 6443, { state: "filtered" }),
      verdict: "unknown",
    },
    { when: "the endpoint was not looked at", seen: hiddenControlPlane(), verdict: "unknown", says: /not looked at/ },
  ]);

  it("names and deletes the bindings that discovery found, and spares what Kubernetes ships", () => {
    const seen = withInventory(withApiServer(adminForAll), { anonymousBindings: bindings });
    const judgement = judgeRow(check, { seen });
    const { steps } = check.remediate(contextFor({ values: judgement.values ?? {} }));
    const code = steps.map((step) => step.code).join("\n");
    assert.match(code, /^kubectl delete clusterrolebinding open-door$/m);
    assert.match(code, /^kubectl -n web delete rolebinding 'open window'$/m);
    assert.doesNotMatch(code, /public-info-viewer/);
    assert.ok(judgement.evidence.some(({ received }) => received === "system:anonymous has the role cluster-admin"));
  });

  it("looks at the endpoint where no node is of the control plane", () => {
    const [endpoint] = check.subjects(evidenceOf(hiddenControlPlane()));
    assert.deepEqual(endpoint, {
      kind: "Cluster",
      uid: "uid-kube-system",
      name: "sample",
      address: "192.0.2.1",
      port: 443,
      protocol: "TCP",
    });
  });
});
