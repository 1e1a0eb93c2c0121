import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";

export type ControlPlaneComponent = "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler";

/** Flags of a control-plane component: name without dashes and value. */
export type Flags = (context: RemediationContext) => [name: string, value: string][];

/** Under which key each tool keeps the arguments of a component. */
export const componentKeys: Record<ControlPlaneComponent, { kubeadm: string; arg: string; talos: string }> = {
  etcd: { kubeadm: "etcd.local", arg: "etcd-arg", talos: "etcd" },
  "kube-apiserver": { kubeadm: "apiServer", arg: "kube-apiserver-arg", talos: "apiServer" },
  "kube-controller-manager": {
    kubeadm: "controllerManager",
    arg: "kube-controller-manager-arg",
    talos: "controllerManager",
  },
  "kube-scheduler": { kubeadm: "scheduler", arg: "kube-scheduler-arg", talos: "scheduler" },
};

export function nodeOf(context: RemediationContext): string {
  return context.nodeName ?? context.address;
}

/** Nested keys, one step deeper each, with the lines under the last. */
export function yamlBlock(path: string[], lines: string[]): string {
  return [...path, ...lines].map((line, index) => "  ".repeat(Math.min(index, path.length)) + line).join("\n");
}

/** Flags as they stand on a command line, each one word of a shell. */
export function commandLine(flags: [name: string, value: string][]): string {
  return flags.map(([name, value]) => shellQuote(`--${name}=${value}`)).join("\n");
}
