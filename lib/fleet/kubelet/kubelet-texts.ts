import type { ClusterState, NodeState } from "../state.ts";

const warning =
  "Warning: This endpoint is not meant to be machine parseable, has no formatting compatibility guarantees and is for debugging purposes only.";

/**
 * /flagz prints flag values, not what is in force: a kubelet configured by file shows the flags' own defaults, which
 * read as if it were open.
 */
export function flagz(node: NodeState): string {
  const { settings } = node;
  const byFlag = settings.flagsOnly;
  const lines = [
    "address:0.0.0.0",
    `anonymous-auth:${byFlag ? settings.anonymous : true}`,
    `authentication-token-webhook:${byFlag ? settings.webhookAuthentication : false}`,
    `authorization-mode:${byFlag ? settings.authorization : "AlwaysAllow"}`,
    "cert-dir:/var/lib/kubelet/pki",
    `client-ca-file:${byFlag && settings.clientCa ? "/etc/kubernetes/pki/ca.crt" : ""}`,
    `config:${byFlag ? "" : "/var/lib/kubelet/config.yaml"}`,
    "container-runtime-endpoint:unix:///run/containerd/containerd.sock",
    "enable-debugging-handlers:true",
    "healthz-bind-address:127.0.0.1",
    "healthz-port:10248",
    `hostname-override:${node.name}`,
    "kubeconfig:/etc/kubernetes/kubelet.conf",
    "port:10250",
    `read-only-port:${byFlag && !settings.readOnlyPort ? 0 : 10_255}`,
    "rotate-certificates:true",
    "streaming-connection-idle-timeout:4h0m0s",
  ];
  return `\nkubelet flagz\n${warning}\n${lines.join("\n")}\n`;
}

export function statusz(node: NodeState): string {
  const version = node.settings.kubeletVersion.slice(1);
  const started = node.createdAt.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, "$1 $3 $2 $5 UTC $4");
  return [
    "",
    "kubelet statusz",
    warning,
    "",
    `Started  ${started}`,
    "Go version  go1.26.10",
    `Binary version  ${version}`,
    `Emulation version  ${version.split(".").slice(0, 2).join(".")}`,
    "Paths  /configz /debug /flagz /healthz /metrics",
    "",
  ].join("\n");
}

export function commandLine(node: NodeState): string {
  const { settings } = node;
  const flags = settings.flagsOnly
    ? [
        "--kubeconfig=/etc/kubernetes/kubelet.conf",
        `--anonymous-auth=${settings.anonymous}`,
        `--authorization-mode=${settings.authorization}`,
        `--read-only-port=${settings.readOnlyPort ? 10_255 : 0}`,
        `--hostname-override=${node.name}`,
      ]
    : [
        "--config=/var/lib/kubelet/config.yaml",
        "--kubeconfig=/etc/kubernetes/kubelet.conf",
        `--hostname-override=${node.name}`,
      ];
  return ["/usr/bin/kubelet", ...flags].join("\u0000");
}

export function metrics(cluster: ClusterState, node: NodeState, pods: number): string {
  const version = node.settings.kubeletVersion;
  const lines: string[] = [];
  const series = (name: string, kind: string, help: string, rows: [labels: string, value: number | string][]) => {
    lines.push(
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${kind}`,
      ...rows.map(([labels, value]) => `${name}${labels} ${value}`),
    );
  };
  series("kubelet_node_name", "gauge", "[ALPHA] The node's name. The count is always 1.", [
    [`{node="${node.name}"}`, 1],
  ]);
  series("kubelet_running_pods", "gauge", "[ALPHA] Number of pods that have a running pod sandbox", [["", pods]]);
  series("kubelet_running_containers", "gauge", "[ALPHA] Number of containers currently running", [
    ['{container_state="running"}', pods],
  ]);
  series("kubelet_server_expiration_renew_errors", "counter", "[ALPHA] Counter of certificate renewal errors.", [
    ["", 0],
  ]);
  series("kubernetes_build_info", "gauge", "[ALPHA] A metric with a constant '1' value labeled by build facts.", [
    [
      `{compiler="gc",git_version="${version}",go_version="go1.26.10",major="1",minor="${version.split(".")[1]}",platform="linux/amd64"}`,
      1,
    ],
  ]);
  series("process_start_time_seconds", "gauge", "[ALPHA] Start time of the process since unix epoch in seconds.", [
    ["", Math.floor(node.createdAt.getTime() / 1000)],
  ]);
  const durations: [string, number][] = [];
  for (const path of ["configz", "healthz", "metrics", "metrics/cadvisor", "pods"]) {
    for (const le of ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"]) {
      durations.push([
        `_bucket{long_running="false",method="GET",path="${path}",server_type="readwrite",le="${le}"}`,
        cluster.seed.number(9000, node.name, path),
      ]);
    }
  }
  series(
    "kubelet_http_requests_duration_seconds",
    "histogram",
    "[ALPHA] Duration in seconds to serve http requests",
    durations,
  );
  return `${lines.join("\n")}\n`;
}

export function cadvisor(node: NodeState, podNames: { namespace: string; name: string; container: string }[]): string {
  const head = [
    "# HELP cadvisor_version_info A metric with a constant '1' value labeled by kernel version, OS version, docker version, cadvisor version & cadvisor revision.",
    "# TYPE cadvisor_version_info gauge",
    'cadvisor_version_info{cadvisorRevision="",cadvisorVersion="",dockerVersion="",kernelVersion="6.12.48",osVersion="Debian GNU/Linux 12 (bookworm)"} 1',
    "# HELP container_memory_working_set_bytes Current working set in bytes.",
    "# TYPE container_memory_working_set_bytes gauge",
  ];
  const rows = podNames.map(
    (pod, index) =>
      `container_memory_working_set_bytes{container="${pod.container}",namespace="${pod.namespace}",pod="${pod.name}"} ${(index + 3) * 1_048_576}`,
  );
  return `${[...head, ...rows, `machine_cpu_cores{boot_id="",machine_id="${node.uid}",system_uuid=""} 4`].join("\n")}\n`;
}

export function summary(node: NodeState): string {
  const at = `${node.createdAt.toISOString().slice(0, 19)}Z`;
  const cpu = { time: at, usageNanoCores: 184_042_840, usageCoreNanoSeconds: 212_669_019_357 };
  const memory = {
    time: at,
    availableBytes: 12_406_981_222,
    usageBytes: 4_256_968_704,
    workingSetBytes: 1_206_689_792,
  };
  return JSON.stringify(
    { node: { nodeName: node.name, systemContainers: [], startTime: at, cpu, memory }, pods: [] },
    null,
    1,
  );
}
