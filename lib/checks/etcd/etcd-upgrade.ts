import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { providerManaged } from "../api-server/static-pod-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const summary = "Upgrade etcd to the newest patch of a maintained minor, one member at a time.";
const undo =
  "Start the old version again on a restored snapshot; a data directory of a newer minor is not read by an older one.";
const pki = "/etc/kubernetes/pki/etcd";
const credentials = `--cacert ${pki}/ca.crt --cert ${pki}/server.crt --key ${pki}/server.key`;

const snapshot: RemediationStep = {
  text: "Take a snapshot first.",
  language: "bash",
  code: `sudo ETCDCTL_API=3 etcdctl ${credentials} snapshot save /root/etcd-before-upgrade.db`,
};

const upgrade =
  (...steps: ((context: RemediationContext) => RemediationStep)[]): FixFor =>
  (context) => ({ summary, steps: [snapshot, ...steps.map((step) => step(context))], undo });

/** The server carries etcd within itself: its own release decides. */
const withServer =
  (product: "k3s" | "rke2", code: string): FixFor =>
  (context) => ({
    summary: `Upgrade ${product}: its release decides which etcd runs.`,
    steps: [
      {
        text: "Take a snapshot first.",
        language: "bash",
        code: `sudo ${product} etcd-snapshot save --name before-upgrade`,
      },
      { text: `On ${nodeOf(context)}, put the newest patch release of its minor in place.`, language: "bash", code },
    ],
    undo: `Install the old ${product} release and restore the snapshot with ${product} server --cluster-reset.`,
  });

/** New versions of etcd by the means of each distribution. */
export const etcdUpgradeRemediation = remediationBy({
  own: {
    kubeadm: upgrade(
      (context) => ({
        text: `kubeadm upgrade apply moves etcd to the version that its own release brings. On ${nodeOf(context)}, see which that is.`,
        language: "bash",
        code: 'sudo kubeadm config images list --kubernetes-version "$(kubeadm version -o short)" | grep etcd',
      }),
      () => ({
        text: "Where that is not a fixed one, name a newer image under ClusterConfiguration in ConfigMap kube-system/kubeadm-config, and apply it with kubeadm upgrade apply; put the tag of a published image for TAG.",
        language: "yaml",
        code: "etcd:\n  local:\n    imageTag: TAG",
      }),
    ),
    k3s: withServer("k3s", "sudo install -m 0755 ./k3s /usr/local/bin/k3s\nsudo systemctl restart k3s"),
    rke2: withServer(
      "rke2",
      "curl -sfL https://get.rke2.io | sudo INSTALL_RKE2_TYPE=server INSTALL_RKE2_CHANNEL=stable sh -\nsudo systemctl restart rke2-server",
    ),
    openshift: (context) => ({
      summary: "Upgrade the cluster: its release decides which etcd runs.",
      steps: [
        {
          text: `Upgrade to the newest release of the channel; ${nodeOf(context)} and the others follow one by one.`,
          language: "bash",
          code: "oc adm upgrade --to-latest=true",
        },
      ],
      undo: "A cluster is not downgraded: restore the control plane from its backup where the upgrade fails.",
    }),
    talos: upgrade((context) => ({
      text: "Name a newer image under cluster.etcd.image of the machine configuration, and apply it; a new release of Talos brings one by itself.",
      language: "bash",
      code: `talosctl edit mc -n ${shellQuote(context.address)}`,
    })),
    ...providerManaged("etcd"),
  },
  generic: upgrade((context) => ({
    text: `On ${nodeOf(context)}, put the newest patch of the minor in place, restart it, and wait until it is healthy before the next member.`,
  })),
  verify: (context) => ({
    command: `sudo ETCDCTL_API=3 etcdctl --endpoints ${shellQuote(`https://${urlHost(context.address)}:2379`)} ${credentials} endpoint status -w table`,
    expect: "VERSION at a fixed release for every member",
  }),
});
