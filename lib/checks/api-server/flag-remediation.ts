import type { Check } from "../../domain/check.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";
import { commandLine, type Flags, nodeOf } from "./component-flags.ts";
import { dropMicrok8sArgs, microk8sArgs } from "./microk8s-args.ts";
import { flagOwnedByProvider } from "./provider-owned.ts";
import { dropServerArgs, dropTalosArgs, serverArgs, talosArgs } from "./server-args.ts";
import { dropKubeadmFlags, kubeadmFlags, openshiftOperators } from "./static-pod-remediation.ts";
import { verifyFlags } from "./verify-flags.ts";

interface ApiServerFix {
  summary: string;
  /** What to set; for `remove` the values are not used. */
  flags: Flags;
  /** What the verify command shows once it is fixed. */
  expect: string;
  /** True where the flags are to go. */
  remove?: boolean;
  /** Distributions that set these flags themselves, with the sentence that says so: there an override goes. */
  setBy?: Partial<Record<"k3s" | "rke2" | "talos", string>>;
  own?: Partial<Record<Distribution, FixFor>>;
  before?: readonly RemediationStep[];
  afterwards?(context: RemediationContext): readonly RemediationStep[];
}

const component = "kube-apiserver";
const example: RemediationContext = {
  distribution: "unknown",
  subject: { kind: "Node", uid: "", name: "" },
  address: "",
  port: 6443,
  nodeName: null,
  controlPlaneAddresses: [],
  podCIDRs: [],
  clusterName: "",
  values: {},
};

/** How to set or remove flags of the API server wherever a distribution keeps them. */
export function apiServerFlagRemediation(fix: ApiServerFix): Pick<Check, "distributions" | "remediate"> {
  const names = fix.flags(example).map(([name]) => name);
  const remediation = remediationBy({
    own: {
      kubeadm: fix.remove
        ? dropKubeadmFlags(component, names, fix.summary)
        : kubeadmFlags(component, fix.flags, fix.summary),
      k3s: onServer("k3s", names, fix),
      rke2: onServer("rke2", names, fix),
      openshift: openshiftOperators,
      talos: onTalos(names, fix),
      microk8s: fix.remove
        ? dropMicrok8sArgs(component, names, fix.summary)
        : microk8sArgs(component, fix.flags, fix.summary),
      ...flagOwnedByProvider(`--${names[0]}`),
      ...fix.own,
    },
    generic: (context) => generic(fix, names, context),
    verify: verifyFlags({ component, names, expect: fix.expect, addedOnK3s: !fix.remove && !fix.setBy?.k3s }),
  });
  return withSteps(remediation, fix);
}

function onServer(product: "k3s" | "rke2", names: string[], fix: ApiServerFix): FixFor {
  const overridden = fix.setBy?.[product] ?? (fix.remove ? fix.summary : undefined);
  if (overridden !== undefined) return dropServerArgs(product, component, names, overridden);
  return serverArgs(product, component, fix.flags, fix.summary);
}

function onTalos(names: string[], fix: ApiServerFix): FixFor {
  const overridden = fix.setBy?.talos ?? (fix.remove ? fix.summary : undefined);
  if (overridden !== undefined) return dropTalosArgs(component, names, overridden);
  return talosArgs(component, fix.flags, fix.summary);
}

function generic(fix: ApiServerFix, names: string[], context: RemediationContext): Fix {
  const where = `${component} on ${nodeOf(context)}`;
  const step: RemediationStep = fix.remove
    ? { text: `Start ${where} without ${names.map((name) => `--${name}`).join(" and ")}.` }
    : { text: `Start ${where} with these flags.`, language: "bash", code: commandLine(fix.flags(context)) };
  return { summary: fix.summary, steps: [step], undo: `Start ${component} with its old flags again.` };
}

/** Steps that belong to every distribution whose flags can be set. */
function withSteps(
  { distributions, remediate }: Pick<Check, "distributions" | "remediate">,
  { before = [], afterwards, own = {} }: ApiServerFix,
): Pick<Check, "distributions" | "remediate"> {
  const others = new Set<string>(["eks", "gke", "aks", "openshift", ...Object.keys(own)]);
  return {
    distributions,
    remediate(context) {
      const given = remediate(context);
      if (others.has(context.distribution)) return given;
      return { ...given, steps: [...before, ...given.steps, ...(afterwards?.(context) ?? [])] };
    },
  };
}

/** The same flags as wanted settings, for the diff; none where the distribution sets them itself or a provider does. */
export function wantedFlags(
  flags: Flags,
  setBy: readonly Distribution[] = [],
): (context: RemediationContext) => Record<string, SettingValue> {
  const others = new Set<Distribution>(["eks", "gke", "aks", "openshift", ...setBy]);
  return (context) => {
    if (others.has(context.distribution)) return {};
    return Object.fromEntries(flags(context).map(([name, value]) => [name, typed(name, value)]));
  };
}

const lists =
  /^(authorization-mode|enable-admission-plugins|tls-cipher-suites|(listen|advertise)-(client|peer|metrics)-urls)$/;

/** In the terms that settings are compared in: yes and no, numbers, lists. */
function typed(name: string, value: string): SettingValue {
  if (lists.test(name)) return value.split(",");
  if (value === "true" || value === "false") return value === "true";
  return /^\d+$/.test(value) ? Number(value) : value;
}
