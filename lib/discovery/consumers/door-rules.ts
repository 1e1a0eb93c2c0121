import type { Door } from "../../domain/workload.ts";

/** A piece of text that only stands where a program walks through a door. */
interface DoorRule {
  door: Door;
  pattern: RegExp;
}

/** Every repetition is bounded: whoever may write a ConfigMap writes what is searched here. */
const port = (number: string) => new RegExp(`(?:[:}]|port["']?\\s{0,4}[:=]\\s{0,4}["']?)${number}\\b`, "i");

const rules: DoorRule[] = [
  { door: "kubelet-read-only-port", pattern: port("10255") },
  { door: "kubelet-read-only-port", pattern: /--deprecated-kubelet-completely-insecure\b(?!=false)/ },
  {
    door: "kubelet-read-only-port",
    pattern: /\b(?:read_only_port|DD_KUBERNETES_HTTP_KUBELET_PORT)["']?\s{0,4}[:=]\s{0,4}["']?[1-9]\d{0,4}\b/,
  },
  { door: "kubelet-insecure-tls", pattern: /--kubelet-insecure-tls\b(?!=false)/ },
  {
    door: "kubelet-insecure-tls",
    pattern: /\b(?:DD_KUBELET_TLS_VERIFY|kubelet_tls_verify)["']?\s{0,4}[:=]\s{0,4}["']?false\b/i,
  },
  // Other programs use 10250 for themselves: it counts behind an address, or where the kubelet is named.
  { door: "kubelet-api", pattern: /(?:[:}]|kubelet[_-]?port["']?\s{0,4}[:=]\s{0,4}["']?)10250\b/i },
  { door: "kubelet-healthz", pattern: /[:}]10248\b/ },
  // An application's own etcd has a name; the cluster's is reached by address or on the machine itself.
  { door: "etcd-client", pattern: /(?:\d|\]|\}|\)|localhost):2379\b/ },
  { door: "etcd-metrics", pattern: port("2381") },
  { door: "kube-proxy-metrics", pattern: port("10249") },
  { door: "controller-manager-metrics", pattern: port("1025[27]") },
  { door: "scheduler-metrics", pattern: port("1025[19]") },
  // cAdvisor on its own is a pod with a host port.
  { door: "host-port", pattern: port("4194") },
  { door: "nodes-proxy", pattern: /\/nodes\/[^/\s"']{1,80}\/proxy\b/ },
];

/** A program's own listeners are doors, not ways through one. */
const ownListener =
  /(?:bind|listen|advertise|secure.?port|serving|readOnlyPort|healthz?.?port)[\w-]{0,40}["']?\s{0,8}[:=]/i;

/** A comment, or the address that a scrape rewrites into another. */
const notUsed = /^\s{0,200}(?:#|\/\/|(?:- )?["']?regex["']?\s{0,4}[:=])/;

/** Doors that a line of text leads through, each with the piece of text that says so. */
export function doorsIn(line: string): { door: Door; token: string }[] {
  if (notUsed.test(line) || ownListener.test(line)) return [];
  return rules.flatMap(({ door, pattern }) => {
    const token = pattern.exec(line)?.[0];
    return token === undefined ? [] : [{ door, token: token.replace(/^[:}\])]+/, "") }];
  });
}
