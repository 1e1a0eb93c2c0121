import type { Distribution } from "../../domain/distribution.ts";
import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";
import { commandLine, type Flags, nodeOf } from "./component-flags.ts";
import { microk8sArgs } from "./microk8s-args.ts";
import { flagOwnedByProvider } from "./provider-owned.ts";
import { dropServerArgs, dropTalosArgs } from "./server-args.ts";
import { kubeadmFlags, openshiftOperators, shellUrl } from "./static-pod-remediation.ts";

export const profiledComponents = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;
export type ProfiledComponent = (typeof profiledComponents)[number];

const summary = "Turn profiling off in API server, controller manager and scheduler.";
const flags: Flags = () => [["profiling", "false"]];

/** Those that were found with profiling on; all three where the finding does not name them. */
function named({ values }: RemediationContext): readonly ProfiledComponent[] {
  const listed = (values.components ?? "").split(",");
  const found = profiledComponents.filter((component) => listed.includes(component));
  return found.length > 0 ? found : profiledComponents;
}

function each(fixOf: (component: ProfiledComponent) => FixFor, said = summary): FixFor {
  return (context) => {
    const fixes = named(context).map((component) => ({ component, ...fixOf(component)(context) }));
    const steps = fixes.flatMap((fix) =>
      fix.steps.map((step, index) => (index === 0 ? { ...step, text: `${fix.component}: ${step.text}` } : step)),
    );
    const undo = [...new Set(fixes.flatMap((fix) => (fix.undo ? [fix.undo] : [])))].join(" ");
    return { summary: said, steps, undo } satisfies Fix;
  };
}

const own: Partial<Record<Distribution, FixFor>> = {
  kubeadm: each((component) => kubeadmFlags(component, flags, summary)),
  k3s: each(
    (component) => dropServerArgs("k3s", component, ["profiling"], summary),
    "k3s turns profiling off by itself: remove what overrides it.",
  ),
  rke2: each(
    (component) => dropServerArgs("rke2", component, ["profiling"], summary),
    "RKE2 turns profiling off by itself: remove what overrides it.",
  ),
  talos: each(
    (component) => dropTalosArgs(component, ["profiling"], summary),
    "Talos turns profiling off by itself: remove what overrides it.",
  ),
  openshift: openshiftOperators,
  microk8s: each((component) => microk8sArgs(component, flags, summary)),
  ...flagOwnedByProvider("--profiling"),
};

function verify(context: RemediationContext): Remediation["verify"] {
  if (["eks", "gke", "aks", "openshift"].includes(context.distribution))
    return {
      command: `curl -sk -m 5 -o /dev/null -w "%{http_code}\\n" ${shellUrl("https", context, "/debug/pprof/")}`,
      expect: "401, 403 or 404",
    };
  return {
    command: "kubectl get --raw /debug/pprof/",
    expect: "Error from server (NotFound): the server could not find the requested resource",
  };
}

/** Profiling off in every component that has it on. */
export const profilingRemediation = remediationBy({
  own,
  generic: (context) => ({
    summary,
    steps: [
      {
        text: `Start ${named(context).join(", ")} on ${nodeOf(context)} with this flag.`,
        language: "bash",
        code: commandLine(flags(context)),
      },
    ],
    undo: "Start the components with their old flags again.",
  }),
  verify,
});
