import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { Flags } from "../api-server/component-flags.ts";
import { dropServerArgs, dropTalosArgs } from "../api-server/server-args.ts";
import { kubeadmFlags } from "../api-server/static-pod-remediation.ts";
import type { FixFor } from "../remediation-by.ts";
import { flagRemediation } from "./flag-remediation.ts";

const component = "kube-controller-manager";
const names = ["cluster-signing-cert-file", "cluster-signing-key-file"];
const summary = `Let ${component} sign: give it the CA's certificate and key, and take RotateKubeletServerCertificate=false out of --feature-gates.`;
const flags: Flags = () => [
  ["cluster-signing-cert-file", "/etc/kubernetes/pki/ca.crt"],
  ["cluster-signing-key-file", "/etc/kubernetes/pki/ca.key"],
];

const stuck: RemediationStep = {
  text: "Requests that were approved before are issued as soon as the signer runs; those that were collected meanwhile come back with a restart of the kubelet.",
  language: "bash",
  code: "kubectl get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving",
};

const thenLook =
  (fix: FixFor): FixFor =>
  (context: RemediationContext) => {
    const given = fix(context);
    return { ...given, steps: [...given.steps, stuck] };
  };

const gate = "RotateKubeletServerCertificate=false";
const manifest = `/etc/kubernetes/manifests/${component}.yaml`;

/** kubeadm's manifest may name the gate beside others: it alone goes, and the flag where nothing is left of it. */
const withoutGate: FixFor = (context) => {
  const given = kubeadmFlags(component, flags, summary)(context);
  const drop: RemediationStep = {
    text: "Take the gate out of --feature-gates where it is named; other gates stay.",
    file: manifest,
    language: "bash",
    code: `sudo sed -i -E -e 's/${gate},?//' -e '/^ *- --feature-gates=$/d' -e 's/(--feature-gates=.*),$/\\1/' ${manifest}`,
  };
  return thenLook(() => ({ ...given, steps: [...given.steps, drop] }))(context);
};

/** Giving the signer of kubelets' serving certificates what it needs. */
export const certRotationRemediation = flagRemediation({
  component,
  flags,
  summary,
  own: {
    kubeadm: withoutGate,
    k3s: thenLook(
      dropServerArgs("k3s", component, names, "k3s sets the signing files itself: remove what overrides them."),
    ),
    rke2: thenLook(
      dropServerArgs("rke2", component, names, "RKE2 sets the signing files itself: remove what overrides them."),
    ),
    talos: thenLook(
      dropTalosArgs(component, names, "Talos sets the signing files itself: remove what overrides them."),
    ),
  },
  verify: () => ({
    command: "kubectl get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving",
    expect: "Approved,Issued for every request",
  }),
});
