import assert from "node:assert/strict";
import { test } from "node:test";
import { toConsumers } from "./config-map-consumers.ts";

function doors(text: string, name = "prometheus-config", namespace = "monitoring") {
  const found = toConsumers({ metadata: { name, namespace, uid: "u" }, data: { "prometheus.yml": text } });
  return found.map(({ door, program, where }) => `${door} ${program} ${where}`);
}

test("a scrape of the read-only port is named with its line, and nothing else of the ConfigMap is kept", () => {
  const text = `global:
  password: s3cret
scrape_configs:
- job_name: kubelets
  # was 10.0.0.1:10255 once
  static_configs: [{ targets: ['10.0.0.7:10255'] }]
- job_name: relabelled
  relabel_configs:
  - regex: '(.*):10250'
    replacement: '$1:10255'
`;
  assert.deepEqual(doors(text), ["kubelet-read-only-port prometheus prometheus.yml line 6: 10255"]);
  assert.doesNotMatch(
    JSON.stringify(toConsumers({ metadata: { name: "x" }, data: { a: text } })),
    /s3cret|10\.0\.0\.7/,
  );
});

test("insecure_skip_verify counts in a job for kubelets, not in another and not through the API server's proxy", () => {
  const job = (name: string, rest: string) =>
    `- job_name: ${name}\n  tls_config:\n    insecure_skip_verify: true\n${rest}`;
  assert.deepEqual(doors(`${job("shop", "")}${job("kubernetes-cadvisor", "  metrics_path: /metrics/cadvisor\n")}`), [
    "kubelet-insecure-tls prometheus prometheus.yml line 6: insecure_skip_verify: true",
  ]);
  const proxied = job("kubelet", "  relabel_configs:\n  - replacement: /api/v1/nodes/$1/proxy/metrics\n");
  assert.deepEqual(doors(proxied), ["nodes-proxy prometheus prometheus.yml line 5: /nodes/$1/proxy"]);
  assert.deepEqual(doors("kubeletstats:\n  insecure_skip_verify: true\n", "otel-agent"), [
    "kubelet-insecure-tls opentelemetry-collector prometheus.yml line 2: insecure_skip_verify: true",
  ]);
});

test("Prometheus' role node means kubelets unless another port is put in", () => {
  const job = "- job_name: a\n  kubernetes_sd_configs:\n  - role: node\n";
  assert.deepEqual(doors(job), ["kubelet-api prometheus prometheus.yml line 3: role: node"]);
  assert.deepEqual(doors(`${job}  relabel_configs:\n  - replacement: '$1:9100'\n`), []);
});

test("metrics ports of the control plane are told apart, and an application's own etcd is not the cluster's", () => {
  const text =
    "targets: ['10.0.0.1:10257']\ntargets: ['10.0.0.1:10259']\ntargets: ['[fd00::1]:2381']\netcd: https://10.0.0.1:2379\nmine: http://apisix-etcd:2379\ntargets: ['10.0.0.1:10249']\n";
  assert.deepEqual(
    doors(text).map((one) => one.split(" ")[0]),
    ["controller-manager-metrics", "scheduler-metrics", "etcd-metrics", "etcd-client", "kube-proxy-metrics"],
  );
});

test("what Kubernetes' components say of themselves, listeners and numbers that are no ports use no door", () => {
  assert.deepEqual(doors("readOnlyPort: 10255", "kubelet-config", "kube-system"), []);
  assert.deepEqual(doors("metricsBindAddress: 0.0.0.0:10249\nsecurePort: 10250\nreadOnlyPort: 10255\n"), []);
  assert.deepEqual(doors('"gnetId": 10255, "bytes": 10255'), []);
  assert.deepEqual(doors("DD_KUBERNETES_HTTP_KUBELET_PORT: 0"), []);
});

test("a hostile ConfigMap of 1 MiB takes no time and yields a few clean lines", () => {
  const started = performance.now();
  const texts = [
    "bind",
    "port ",
    "/nodes/",
    ":",
    "\n- job_name: kubelet\n  role: node\n",
    "readOnlyPort ",
    "targets: a:10255 \u001b[31m\n",
  ];
  for (const text of texts) {
    const found = toConsumers({
      metadata: { name: "x" },
      data: { "k\u001b[31m": text.repeat(1_000_000 / text.length) },
    });
    assert.ok(found.length <= 20);
    assert.doesNotMatch(found.map(({ where }) => where).join(""), /[\p{Cc}\p{Cf}]/u);
  }
  assert.ok(performance.now() - started < 5_000, `${performance.now() - started} ms`);
});
