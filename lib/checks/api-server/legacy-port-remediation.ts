import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { type ControlPlaneComponent, type Flags, nodeOf } from "./component-flags.ts";
import { serverArgs, talosArgs } from "./server-args.ts";
import { kubeadmFlags, openshiftOperators, providerManaged } from "./static-pod-remediation.ts";

/** How to close a port that exists only below Kubernetes 1.24, where the flag that turns it off went as well. */
export function legacyPortRemediation(
  component: ControlPlaneComponent,
  flag: "insecure-port" | "port",
  verify: (context: RemediationContext) => Remediation["verify"],
) {
  const summary = `Upgrade: no supported ${component} has this port. Until then turn it off with --${flag}=0, below 1.24 only.`;
  const flags: Flags = () => [[flag, "0"]];
  const first =
    (fix: FixFor): FixFor =>
    (context) => {
      const given = fix(context);
      return { ...given, steps: [whoListens(component, flag, context), ...given.steps] };
    };
  return remediationBy({
    own: {
      kubeadm: first(kubeadmFlags(component, flags, summary)),
      k3s: first(serverArgs("k3s", component, flags, summary)),
      rke2: first(serverArgs("rke2", component, flags, summary)),
      openshift: openshiftOperators,
      talos: first(talosArgs(component, flags, summary)),
      ...providerManaged(component),
    },
    generic: first(() => ({
      summary,
      steps: [
        {
          text: `Below 1.24, start ${component} with this flag.`,
          language: "bash",
          code: `--${flag}=0`,
        },
      ],
      undo: `Start ${component} without --${flag}=0 again, below 1.24 only.`,
    })),
    verify,
  });
}

function whoListens(component: string, flag: string, context: RemediationContext): RemediationStep {
  return {
    text: `On ${nodeOf(context)}, find the process. From 1.24 on ${component} does not know --${flag} and would not start with it: then stop what listens instead (kubectl proxy, a forwarder, an old binary).`,
    language: "bash",
    code: `ss -ltnp 'sport = :${context.port}'`,
  };
}
