import type { Check } from "../../domain/check.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { commandLine, type Flags, nodeOf } from "../api-server/component-flags.ts";
import { microk8sArgs } from "../api-server/microk8s-args.ts";
import { dropServerArgs, dropTalosArgs } from "../api-server/server-args.ts";
import { kubeadmFlags, openshiftOperators, providerManaged } from "../api-server/static-pod-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

interface FlagFix {
  summary: string;
  flags: Flags;
  /** Sentence on external etcd or alike, for the distributions that set the flags themselves. */
  overridden: string;
  verify(context: RemediationContext): Remediation["verify"];
  own?: Partial<Record<Distribution, FixFor>>;
  /** What has to follow on every distribution. */
  afterwards?: RemediationStep;
}

/** Distributions that give etcd its flags themselves. */
export const embedders = ["k3s", "rke2", "talos"] as const;

const pki = "/etc/kubernetes/pki/etcd";

export const mutualTlsFlags: Flags = () => [
  ["client-cert-auth", "true"],
  ["trusted-ca-file", `${pki}/ca.crt`],
  ["cert-file", `${pki}/server.crt`],
  ["key-file", `${pki}/server.key`],
];

export const peerTlsFlags: Flags = () => [
  ["peer-client-cert-auth", "true"],
  ["peer-trusted-ca-file", `${pki}/ca.crt`],
  ["peer-cert-file", `${pki}/peer.crt`],
  ["peer-key-file", `${pki}/peer.key`],
];

/** kubeadm sets etcd's flags in its manifest; k3s, RKE2 and Talos set them themselves, so there an override goes. */
export function etcdFlagRemediation({ summary, flags, overridden, verify, own = {}, afterwards }: FlagFix) {
  const names = (context: RemediationContext) => flags(context).map(([name]) => name);
  const dropFrom =
    (drop: (names: string[]) => FixFor): FixFor =>
    (context) =>
      drop(names(context))(context);
  return withLastStep(
    remediationBy({
      own: {
        kubeadm: kubeadmFlags("etcd", flags, summary),
        k3s: dropFrom((list) => dropServerArgs("k3s", "etcd", list, overridden)),
        rke2: dropFrom((list) => dropServerArgs("rke2", "etcd", list, overridden)),
        openshift: openshiftOperators,
        talos: dropFrom((list) => dropTalosArgs("etcd", list, overridden)),
        microk8s: microk8sArgs("etcd", flags, summary),
        ...providerManaged("etcd"),
        ...own,
      },
      generic: (context) => ({
        summary,
        steps: [
          {
            text: `Start etcd on ${nodeOf(context)} with these flags, in its unit file, environment file or manifest; one member at a time. The paths are kubeadm's: use your own certificates.`,
            language: "bash",
            code: commandLine(flags(context)),
          },
        ],
        undo: "Start etcd with its old flags again.",
      }),
      verify,
    }),
    afterwards,
  );
}

export function withLastStep(
  remediation: Pick<Check, "distributions" | "remediate">,
  step: RemediationStep | undefined,
): Pick<Check, "distributions" | "remediate"> {
  if (!step) return remediation;
  return {
    distributions: remediation.distributions,
    remediate(context) {
      const given = remediation.remediate(context);
      return { ...given, steps: [...given.steps, step] };
    },
  };
}
