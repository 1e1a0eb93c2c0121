import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Fix, FixFor } from "../remediation-by.ts";
import { type ControlPlaneComponent, componentKeys, type Flags, nodeOf, yamlBlock } from "./component-flags.ts";

/** k3s and RKE2: arguments in the server's configuration file. */
export function serverArgs(product: "k3s" | "rke2", component: ControlPlaneComponent, flags: Flags, summary: string) {
  return (context: RemediationContext): Fix => ({
    summary,
    steps: [
      {
        text: `On the server ${nodeOf(context)}, set the argument, replacing a contrary one.`,
        file: `/etc/rancher/${product}/config.yaml`,
        language: "yaml",
        code: `${componentKeys[component].arg}:\n${flags(context)
          .map(([name, value]) => `  - ${JSON.stringify(`${name}=${value}`)}`)
          .join("\n")}`,
      },
      restart(product),
    ],
    undo: "Take the argument out again and restart the server.",
  });
}

/** k3s and RKE2 set the right value themselves: a finding means that someone overrode it. */
export function dropServerArgs(
  product: "k3s" | "rke2",
  component: ControlPlaneComponent,
  names: string[],
  summary: string,
) {
  return (context: RemediationContext): Fix => ({
    summary,
    steps: [
      {
        text: `On the server ${nodeOf(context)}, find overrides under ${componentKeys[component].arg} and delete these lines.`,
        file: `/etc/rancher/${product}/config.yaml`,
        language: "bash",
        code: `grep -nE ${shellQuote(names.join("|"))} /etc/rancher/${product}/config.yaml /etc/rancher/${product}/config.yaml.d/*.yaml`,
      },
      restart(product),
    ],
    undo: "Put the deleted lines back and restart the server.",
  });
}

/** Talos: a patch of the machine configuration. */
export function talosArgs(component: ControlPlaneComponent, flags: Flags, summary: string): FixFor {
  return (context) => ({
    summary,
    steps: talosSteps(
      context,
      yamlBlock(
        ["cluster:", `${componentKeys[component].talos}:`, "extraArgs:"],
        flags(context).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
      ),
    ),
    undo: "Apply the opposite patch with talosctl patch mc.",
  });
}

/** Talos manages these flags itself: whatever stands in extraArgs has to go. */
export function dropTalosArgs(component: ControlPlaneComponent, names: string[], summary: string): FixFor {
  return (context) => ({
    summary,
    steps: [
      {
        text: `Remove ${names.join(", ")} from cluster.${componentKeys[component].talos}.extraArgs of ${nodeOf(context)}.`,
        language: "bash",
        code: `talosctl edit mc -n ${shellQuote(context.address)}`,
      },
    ],
    undo: "Put the removed arguments back with talosctl edit mc.",
  });
}

export function talosSteps(context: RemediationContext, patch: string): RemediationStep[] {
  return [
    { text: "Write the patch.", file: "patch.yaml", language: "yaml", code: patch },
    {
      text: "Apply it; repeat for every control-plane node.",
      language: "bash",
      code: `talosctl patch mc -n ${shellQuote(context.address)} --patch @patch.yaml`,
    },
  ];
}

function restart(product: "k3s" | "rke2"): RemediationStep {
  const service = product === "k3s" ? "k3s" : "rke2-server";
  return { text: "Restart the server.", language: "bash", code: `systemctl restart ${service}` };
}
