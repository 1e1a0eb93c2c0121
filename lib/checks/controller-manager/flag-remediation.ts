import type { Check } from "../../domain/check.ts";
import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import { type ControlPlaneComponent, commandLine, type Flags, nodeOf } from "../api-server/component-flags.ts";
import { serverArgs, talosArgs } from "../api-server/server-args.ts";
import { kubeadmFlags, openshiftOperators, providerManaged } from "../api-server/static-pod-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

interface FlagFix {
  component: ControlPlaneComponent;
  flags: Flags;
  summary: string;
  verify(context: RemediationContext): Remediation["verify"];
  own?: Parameters<typeof remediationBy>[0]["own"];
}

/** Flags of controller manager and scheduler, set the way each distribution starts them. */
export function flagRemediation({ component, flags, summary, verify, own = {} }: FlagFix) {
  return undoable(
    remediationBy({
      own: {
        kubeadm: kubeadmFlags(component, flags, summary),
        k3s: serverArgs("k3s", component, flags, summary),
        rke2: serverArgs("rke2", component, flags, summary),
        openshift: openshiftOperators,
        talos: talosArgs(component, flags, summary),
        ...providerManaged(component),
        ...own,
      },
      generic: byHand(component, flags, summary),
      verify,
    }),
    "Put back what you changed from the copy that you kept, and restart the same service.",
  );
}

const byHand =
  (component: string, flags: Flags, summary: string): FixFor =>
  (context) => ({
    summary,
    steps: [
      {
        text: `On ${nodeOf(context)}, start ${component} with these flags, replacing contrary ones; keep a copy of its unit or manifest.`,
        language: "bash",
        code: commandLine(flags(context)),
      },
    ],
    undo: `Put the copy back and restart ${component}.`,
  });

type Remedy = Pick<Check, "distributions" | "remediate">;

/** Says how to take a fix back where the distribution's own text does not. */
export function undoable(remedy: Remedy, undo: string): Remedy {
  return { ...remedy, remediate: (context) => ({ undo, ...remedy.remediate(context) }) };
}
