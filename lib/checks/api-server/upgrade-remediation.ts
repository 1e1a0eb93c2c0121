import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { nodeOf } from "./component-flags.ts";

const summary = "Upgrade the control plane to a patch release that is supported.";
const meanwhile: RemediationStep = {
  text: "Until then let only administrators and nodes reach the port (apiserver-exposed-internet) and scope anonymous access (apiserver-anonymous-auth-unscoped).",
};
const undo =
  "A control plane is not downgraded: take a snapshot of etcd before, and restore it with the old version where the upgrade fails.";

const upgrade =
  (...steps: ((context: RemediationContext) => RemediationStep)[]): FixFor =>
  (context) => ({ summary, steps: [...steps.map((step) => step(context)), meanwhile], undo });

const run = (text: string, code: string | ((context: RemediationContext) => string)) => {
  return (context: RemediationContext): RemediationStep => ({
    text: text.replace("NODE", () => nodeOf(context)),
    language: "bash",
    code: typeof code === "string" ? code : code(context),
  });
};

/** New versions of the control plane, one minor at a time. */
export const upgradeRemediation = remediationBy({
  own: {
    kubeadm: upgrade(
      run("On NODE, see which versions there are.", "sudo kubeadm upgrade plan"),
      run(
        "Install the newest patch of the minor that you go to, and apply it; on the other control-plane nodes kubeadm upgrade node does the same.",
        'sudo apt-get update\nsudo apt-get install --only-upgrade --allow-change-held-packages -y kubeadm\nsudo kubeadm upgrade apply "$(kubeadm version -o short)"',
      ),
    ),
    k3s: upgrade(
      run(
        "On the server NODE, put the newest patch release of its minor (github.com/k3s-io/k3s/releases) in place of the binary.",
        "sudo install -m 0755 ./k3s /usr/local/bin/k3s\nsudo systemctl restart k3s",
      ),
    ),
    rke2: upgrade(
      run(
        "On the server NODE, install the newest release of the stable channel.",
        "curl -sfL https://get.rke2.io | sudo INSTALL_RKE2_TYPE=server INSTALL_RKE2_CHANNEL=stable sh -\nsudo systemctl restart rke2-server",
      ),
    ),
    eks: upgrade(
      run(
        "AWS patches a minor by itself; what is left to you is a minor that is still supported. Put it for MINOR.",
        ({ clusterName }) =>
          `aws eks update-cluster-version --name ${shellQuote(clusterName)} --kubernetes-version MINOR`,
      ),
    ),
    gke: upgrade(
      run(
        "Put the cluster's location for LOCATION.",
        ({ clusterName }) =>
          `gcloud container clusters upgrade ${shellQuote(clusterName)} --location LOCATION --master`,
      ),
    ),
    aks: upgrade(
      run(
        "Put the resource group for GROUP and a version out of az aks get-upgrades for VERSION.",
        ({ clusterName }) =>
          `az aks upgrade -g GROUP -n ${shellQuote(clusterName)} --control-plane-only --kubernetes-version VERSION`,
      ),
    ),
    openshift: upgrade(
      run("Upgrade the cluster to the newest release of its channel.", "oc adm upgrade --to-latest=true"),
    ),
    talos: upgrade(
      run(
        "Without --to it takes the newest patch that this talosctl knows.",
        (context) => `talosctl upgrade-k8s --nodes=${shellQuote(context.controlPlaneAddresses[0] ?? context.address)}`,
      ),
    ),
    microk8s: upgrade(run("On NODE, refresh the snap.", "sudo snap refresh microk8s")),
  },
  generic: upgrade((context) => ({
    text: `On ${nodeOf(context)}, put the newest patch release of kube-apiserver in place and restart it, one control-plane node at a time, one minor at a time.`,
  })),
  verify: (context) => ({
    command: `kubectl get node ${shellQuote(nodeOf(context))} -o name; kubectl version -o json | jq -r .serverVersion.gitVersion`,
    expect: "a version at or above the fixed patch of its minor",
  }),
});
