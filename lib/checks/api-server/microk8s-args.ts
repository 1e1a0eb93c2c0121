import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { FixFor } from "../remediation-by.ts";
import { type ControlPlaneComponent, type Flags, nodeOf } from "./component-flags.ts";

const fileOf = (component: ControlPlaneComponent) => `/var/snap/microk8s/current/args/${component}`;
const daemonOf = (component: ControlPlaneComponent) => (component === "etcd" ? "daemon-etcd" : "daemon-kubelite");
const restart = (component: ControlPlaneComponent): RemediationStep => ({
  text:
    component === "etcd"
      ? "Restart etcd; where there is no such service, MicroK8s keeps its data in dqlite and this etcd is somebody's own."
      : "Restart the process that holds all components.",
  language: "bash",
  code: `sudo snap restart microk8s.${daemonOf(component)}`,
});
const save = (component: ControlPlaneComponent, context: RemediationContext): RemediationStep => ({
  text: `On ${nodeOf(context)}, save the arguments.`,
  language: "bash",
  code: `sudo cp ${fileOf(component)} /root/${component}.args`,
});
const undo = (component: ControlPlaneComponent) =>
  `Copy /root/${component}.args back to ${fileOf(component)} and restart microk8s.${daemonOf(component)}.`;

/** MicroK8s: one argument a line, taking the place of a line that sets the same. */
export function microk8sArgs(component: ControlPlaneComponent, flags: Flags, summary: string): FixFor {
  return (context) => ({
    summary,
    steps: [
      save(component, context),
      {
        text: "Set these lines, each in the place of one that sets the same flag.",
        file: fileOf(component),
        code: flags(context)
          .map(([name, value]) => `--${name}=${value}`)
          .join("\n"),
      },
      restart(component),
    ],
    undo: undo(component),
  });
}

export function dropMicrok8sArgs(component: ControlPlaneComponent, names: readonly string[], summary: string): FixFor {
  return (context) => ({
    summary,
    steps: [
      save(component, context),
      {
        text: "Delete the lines that set these flags.",
        file: fileOf(component),
        language: "bash",
        code: `sudo sed -i -E ${shellQuote(`/^--(${names.join("|")})(=| |$)/d`)} ${fileOf(component)}`,
      },
      restart(component),
    ],
    undo: undo(component),
  });
}
