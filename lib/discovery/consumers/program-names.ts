/** Programs that are known to talk to nodes and control planes, by what their images and objects are called. */
const programs: [name: string, called: RegExp][] = [
  ["metrics-server", /metrics-server/],
  ["datadog-agent", /datadog/],
  ["heapster", /heapster/],
  ["cadvisor", /cadvisor/],
  ["opentelemetry-collector", /opentelemetry|otel/],
  ["victoria-metrics", /victoria-?metrics|vmagent/],
  ["prometheus", /prometheus/],
  ["grafana-agent", /grafana[-/](agent|alloy)|\balloy\b/],
  ["telegraf", /telegraf/],
  ["metricbeat", /metricbeat|elastic-agent/],
  ["newrelic", /newrelic|nri-/],
  ["fluent-bit", /fluent-?bit/],
  ["vector", /timberio\/vector/],
  ["zabbix", /zabbix/],
  ["calico", /calico/],
  ["cilium", /cilium/],
];

/** The first program that one of the words names; null where none does. */
export function programOf(...words: readonly string[]): string | null {
  const text = words.join(" ").toLowerCase();
  return programs.find(([, called]) => called.test(text))?.[0] ?? null;
}
