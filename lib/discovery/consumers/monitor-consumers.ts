import type { Consumer, Door } from "../../domain/workload.ts";
import type { ApiGroups } from "../api-groups.ts";
import { cleanText } from "../clean-text.ts";
import type { Connection } from "../connect.ts";
import { type Fields, fieldsOf, itemsOf, textOf } from "../json-fields.ts";
import { identityOf, listObjects } from "../list-objects.ts";
import { doorsIn } from "./door-rules.ts";

const group = "monitoring.coreos.com";
const kinds = { servicemonitors: "ServiceMonitor", podmonitors: "PodMonitor" } as const;

/** What the operator's monitors select, by the labels and names that Kubernetes' components bear. */
const targets: [door: Door, called: RegExp][] = [
  ["etcd-metrics", /\betcd\b|kube-etcd/],
  ["kube-proxy-metrics", /kube-proxy/],
  ["controller-manager-metrics", /kube-controller-manager/],
  ["scheduler-metrics", /kube-scheduler/],
];

/** Doors that the Prometheus operator's monitors lead through; none where the operator is not installed. */
export async function readMonitorConsumers(connection: Connection, groups: ApiGroups): Promise<Consumer[]> {
  const found: Consumer[] = [];
  for (const plural of ["servicemonitors", "podmonitors"] as const) {
    const resource = { group, version: "v1", plural };
    if (!groups.mayServe(resource)) continue;
    found.push(...((await listObjects(connection, resource, (object) => toConsumers(kinds[plural], object))) ?? []));
  }
  return found;
}

export function toConsumers(kind: "ServiceMonitor" | "PodMonitor", object: Fields): Consumer[] {
  const { namespace, name, uid } = identityOf(object);
  const spec = fieldsOf(object.spec);
  const endpoints = [...itemsOf(spec.endpoints), ...itemsOf(spec.podMetricsEndpoints)].map(fieldsOf);
  const selector = fieldsOf(spec.selector);
  const called = [name, ...Object.values(fieldsOf(selector.matchLabels)).map(String)].join(" ");
  return endpoints.flatMap((endpoint, index) =>
    doorsOf(called, endpoint).map(({ door, token }) => {
      const where = cleanText(`endpoint ${index + 1}: ${token}`);
      return { kind, namespace, name, uid, door, program: "prometheus", where };
    }),
  );
}

function doorsOf(called: string, endpoint: Fields): { door: Door; token: string }[] {
  const port = textOf(endpoint.port) ?? textOf(endpoint.targetPort) ?? "";
  const number = [endpoint.targetPort, endpoint.portNumber].find((one) => typeof one === "number");
  const numbered = number === undefined ? [] : doorsIn(`port: ${number}`);
  if (!/kubelet/.test(called)) {
    const target = targets.find(([, pattern]) => pattern.test(called));
    return target && numbered.length === 0
      ? [{ door: target[0], token: `port ${port || "of the Service"}` }]
      : numbered;
  }
  const skips = fieldsOf(endpoint.tlsConfig).insecureSkipVerify === true;
  return [
    ...(numbered.length > 0
      ? numbered
      : [{ door: kubeletDoor(port, endpoint, number), token: `port ${port || number}` }]),
    ...(skips ? [{ door: "kubelet-insecure-tls" as const, token: "insecureSkipVerify: true" }] : []),
  ];
}

/** The operator's kubelet Service calls 10255 "http-metrics", 4194 "cadvisor" and 10250 "https-metrics". */
function kubeletDoor(port: string, endpoint: Fields, number: unknown): Door {
  if (port === "cadvisor") return "host-port";
  const plain = port === "http-metrics" || (endpoint.scheme !== "https" && port !== "https-metrics");
  return plain && number !== 10250 ? "kubelet-read-only-port" : "kubelet-api";
}
