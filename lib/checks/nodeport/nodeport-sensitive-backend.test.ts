import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProductFacts } from "../../domain/observation.ts";
import type { ClusterPod } from "../../domain/workload.ts";
import { contextFor, evidenceOf, exchange, fromVantage, type Seen, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { nodeportSensitiveBackend as check } from "./nodeport-sensitive-backend.ts";
import {
  debugSubject,
  page,
  samplePod,
  service,
  withAnswer,
  withoutServices,
  withServices,
  withState,
} from "./sample-services.ts";

const leadingTo = (targetPort: string) =>
  withServices(service({ ports: [{ name: null, port: 80, targetPort, nodePort: 32555, protocol: "TCP" }] }));
const redis = (access: ProductFacts["access"]): Partial<{ product: ProductFacts; service: string }> => ({
  service: "redis",
  product: { product: "redis", access, version: "7", answered: [], details: [] },
});
const withPods = (seen: Seen, ...pods: ClusterPod[]) => withInventory(seen, { pods });
const running = (image: string, name: string | null = "web", containerPort = 3000) =>
  samplePod({
    containers: [{ name: "c", image, ports: [{ name, containerPort, hostPort: null, hostIP: null, protocol: "TCP" }] }],
  });
const plain = withPods(leadingTo("8080"), running("shop/web:1", null, 8080));

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "Redis answers the internet without a password",
      seen: fromVantage(withAnswer(plain, null, redis("open")), "internet"),
      verdict: "fail",
      severity: "critical",
      says: /redis answers on the port\. Behind it: Deployment payments\/api; created 213 days ago/,
    },
    {
      when: "Redis asks the internet for a password",
      seen: fromVantage(withAnswer(plain, null, redis("login")), "internet"),
      verdict: "fail",
      severity: "high",
      says: /asks for credentials first/,
    },
    {
      when: "Redis answers a worker",
      seen: withAnswer(plain, null, redis("open")),
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "Redis answers the node itself and wants a password",
      seen: fromVantage(withAnswer(plain, null, redis("login")), "node-local"),
      verdict: "fail",
      severity: "info",
    },
    {
      when: "PostgreSQL's port is open and says nothing that is known",
      seen: fromVantage(withAnswer(leadingTo("5432"), null, { service: "tls" }), "other-network"),
      verdict: "fail",
      severity: "high",
      says: /PostgreSQL \(target port 5432\)/,
    },
    {
      when: "Grafana's image is behind a named port and no probe gets through",
      seen: withState(withPods(leadingTo("web"), running("docker.io/grafana/grafana:12")), "filtered"),
      verdict: "fail",
      severity: "low",
      says: /image grafana.*filtered on 3/,
    },
    {
      when: "its Service is gone and it still answers",
      seen: withAnswer(withServices(), null, redis("open")),
      subject: debugSubject,
      verdict: "fail",
      severity: "medium",
    },
    {
      when: "a page answers behind Kibana's port",
      seen: withAnswer(leadingTo("5601"), page()),
      verdict: "pass",
      says: /what answers is http 200/,
    },
    {
      when: "half of all applications use its port",
      seen: withPods(leadingTo("3000"), running("shop/web:1")),
      verdict: "pass",
    },
    {
      when: "an exporter of a database is behind it",
      seen: withPods(leadingTo("9187"), running("postgres-exporter:1", null, 9187)),
      verdict: "pass",
    },
    { when: "every node refuses a database", seen: leadingTo("3306"), verdict: "pass", says: /refuses the port/ },
    { when: "a plain page answers", seen: withAnswer(plain, page()), verdict: "pass" },
    {
      when: "pods could not be listed and the port is shared by many",
      seen: withInventory(leadingTo("9090"), { pods: null, lost: [{ need: "list pods", why: "403", grant: "rule" }] }),
      verdict: "unknown",
      says: /"list pods" is missing/,
    },
    {
      when: "pods could not be listed and the port could be anybody's",
      seen: withInventory(leadingTo("8080"), { pods: null, lost: [{ need: "list pods", why: "403", grant: "rule" }] }),
      verdict: "unknown",
      says: /"list pods" is missing/,
    },
    { when: "no pod has the port's name", seen: leadingTo("admin"), verdict: "unknown", says: /named "admin"/ },
    { when: "Services could not be listed", seen: withoutServices, verdict: "unknown" },
    {
      when: "it is UDP",
      seen: withServices(
        service({ ports: [{ name: null, port: 53, targetPort: "53", nodePort: 32555, protocol: "UDP" }] }),
      ),
      verdict: "not-applicable",
    },
  ]);

  it("takes the greeting for the proof, and the refused HTTP request for none", () => {
    const asked = { ...exchange("http://192.0.2.21:32555/", 0, ""), status: null, error: "not-http" };
    const seen = withAnswer(plain, null, { ...redis("open"), exchanges: [asked] });
    const { evidence } = check.judge(debugSubject, evidenceOf(seen));
    const decisive = evidence.filter((item) => item.decisive);
    assert.ok(decisive.length > 0);
    for (const { received } of decisive) assert.equal(received, "greeting of redis 7: asks for no credentials");
    assert.ok(evidence.some(({ received, decisive: proves }) => received === "not-http" && !proves));
  });

  it("writes the policy for the pods that the Service selects, and nothing of load balancers for a NodePort", () => {
    const judged = check.judge(debugSubject, evidenceOf(withAnswer(plain, null, redis("open"))));
    const values = judged.verdict === "fail" ? (judged.values ?? {}) : {};
    const { steps } = check.remediate(contextFor({ subject: debugSubject, port: 32555, values }));
    const policy = steps.find(({ file }) => file === "networkpolicy.yaml");
    assert.match(policy?.code ?? "", /podSelector:\n {4}matchLabels:\n {6}"app": "worker"\n/);
    assert.ok(steps.every(({ text }) => !/LoadBalancer|BACKEND/.test(text)));
    assert.ok(steps.some(({ code }) => code?.endsWith("port-forward service/debug-tmp :80")));
  });
});
