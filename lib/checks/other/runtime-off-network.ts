import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { nodeOf } from "../api-server/component-flags.ts";

const docker = (context: RemediationContext): RemediationStep[] => [
  {
    text: `On ${nodeOf(context)}, find what makes Docker listen on ${context.port}: tcp:// under hosts of its file, or -H tcp:// in its unit or an override of it.`,
    language: "bash",
    code: "grep -n tcp:// /etc/docker/daemon.json; systemctl cat docker.service | grep -nE '^# /|^ExecStart'",
  },
  {
    text: "Where the file names it, keep a copy and take hosts out: the unit hands Docker its unix socket by itself.",
    file: "/etc/docker/daemon.json",
    language: "bash",
    code: "cp /etc/docker/daemon.json /root/docker-daemon.json\njq 'del(.hosts)' /root/docker-daemon.json > /etc/docker/daemon.json",
  },
  {
    text: "Where the unit names it, override its command line; keep what else stands on it. The first, empty ExecStart takes the packaged one away.",
    file: "/etc/systemd/system/docker.service.d/override.conf",
    code: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock",
  },
  {
    text: "Restart it. Whoever used it from afar takes an SSH context from now on: docker context create NAME --docker host=ssh://USER@HOST.",
    language: "bash",
    code: `systemctl daemon-reload && systemctl restart docker.service\nss -ltnp 'sport = :${context.port}'`,
  },
];

const containerd = (context: RemediationContext): RemediationStep[] => [
  {
    text: `On ${nodeOf(context)}, set stream_server_address of containerd's CRI plugin to 127.0.0.1, and empty the addresses of [metrics] and [debug] or set them to 127.0.0.1; then restart containerd.`,
    language: "bash",
    code: "cp /etc/containerd/config.toml /root/\ngrep -nE 'stream_server_address|enable_tls_streaming|^ *\\[(debug|metrics)\\]|^ *address *=' /etc/containerd/config.toml",
  },
];

const crio = (context: RemediationContext): RemediationStep[] => [
  {
    text: `On ${nodeOf(context)}, set stream_address of CRI-O to 127.0.0.1 and enable_metrics to false, or metrics_host to 127.0.0.1; then restart crio.`,
    language: "bash",
    code: "cp -r /etc/crio /root/crio-before\ngrep -rnE 'stream_address|enable_metrics|metrics_(host|port)' /etc/crio",
  },
];

const anyRuntime = (context: RemediationContext): RemediationStep[] => [
  {
    text: `On ${nodeOf(context)}, find what makes it listen: tcp:// under hosts of Docker, the addresses of [debug] and [metrics] and stream_server_address of containerd, and CRI-O's stream_address and metrics. Empty them or set them to 127.0.0.1, then restart the runtime.`,
    language: "bash",
    code: "grep -rnE 'tcp://|stream_server_address|stream_address|enable_metrics|metrics_port|^ *address *=' /etc/docker/daemon.json /etc/systemd/system/docker.service.d /etc/containerd/config.toml /etc/crio 2>/dev/null",
  },
];

/** The runtime's own settings, of the product that answered where it is known. */
export function runtimeOffNetwork(context: RemediationContext): RemediationStep[] {
  const { product } = context.values;
  if (product === "docker-engine") return docker(context);
  if (product === "containerd-metrics") return containerd(context);
  if (product === "crio-metrics") return crio(context);
  return anyRuntime(context);
}
