import type { Check } from "../../domain/check.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";
import { type ConfigFragment, dottedFields, yamlOf } from "./config-fragment.ts";
import { aksOwned, gkeOwned, rollNodeGroup } from "./managed-nodes.ts";
import { isServer, nodeInWords, nodeWord } from "./node-words.ts";

/** Fields that a kubelet should carry, and the flags that would override them. */
export interface KubeletSetting {
  summary: string;
  config(context: RemediationContext): ConfigFragment;
  /** Flag names without dashes. */
  flags(context: RemediationContext): Record<string, string>;
  verify(context: RemediationContext): Remediation["verify"];
  /** Distributions in which this field is set in another way than the rest. */
  own?: Partial<Record<Distribution, FixFor>>;
  /** What has to follow on every distribution, e.g. an approval. */
  afterwards?(context: RemediationContext): RemediationStep[];
}

type KubeletRemediation = Pick<Check, "distributions" | "remediate"> & Required<Pick<Check, "wanted">>;

const kubeadmFile = "/var/lib/kubelet/config.yaml";

/** The remediation part of a check that one or more fields of the KubeletConfiguration put right. */
export function kubeletSetting(setting: KubeletSetting): KubeletRemediation {
  const own: Partial<Record<Distribution, FixFor>> = {
    kubeadm: (context) => kubeadm(setting, context),
    k3s: (context) => rancher("k3s", setting, context),
    rke2: (context) => rancher("rke2", setting, context),
    eks: (context) => eks(setting, context),
    gke: gkeOwned,
    aks: aksOwned,
    openshift: (context) => openshift(setting, context),
    talos: (context) => talos(setting, context),
    microk8s: (context) => microk8s(setting, context),
    ...setting.own,
  };
  const followed = Object.entries(own).map(([distribution, fix]) => [distribution, withAfterwards(setting, fix)]);
  return {
    ...remediationBy({
      own: Object.fromEntries(followed),
      generic: withAfterwards(setting, (context) => anyKubelet(setting, context)),
      verify: setting.verify,
    }),
    wanted: (context) => dottedFields(setting.config(context)),
  };
}

function withAfterwards({ afterwards }: KubeletSetting, fix: FixFor): FixFor {
  if (!afterwards) return fix;
  return (context) => {
    const { steps, ...rest } = fix(context);
    return { ...rest, steps: [...steps, ...afterwards(context)] };
  };
}

function flagWords(setting: KubeletSetting, context: RemediationContext, dashes = ""): string[] {
  return Object.entries(setting.flags(context)).map(([flag, value]) => `${dashes}${flag}=${value}`);
}

/** No step where the fields have no flags. */
function findFlags(setting: KubeletSetting, context: RemediationContext, files: string): RemediationStep[] {
  const flags = Object.keys(setting.flags(context)).map((flag) => `-e ${shellQuote(`--${flag}`)}`);
  if (flags.length === 0) return [];
  return [
    {
      text: "Look for flags on the command line: they override the file. Remove each one that this finds.",
      language: "bash",
      code: `grep -Hns ${flags.join(" ")} ${files}`,
    },
  ];
}

/** A folder of drop-ins leaves the kubelet's other settings and their defaults as they are. */
export function dropIn(
  folder: string,
  restart: (context: RemediationContext) => string,
  setting: () => KubeletSetting,
): FixFor {
  const file = `${folder}/50-hardened.conf`;
  return (context) => ({
    summary: setting().summary,
    steps: [
      {
        text: `On ${nodeInWords(context)}, write this drop-in (release 1.32 or later; before, pass a file by kubelet-arg config=FILE).`,
        file,
        language: "yaml",
        code: [dropInHead, yamlOf(setting().config(context))].join("\n"),
      },
      restartStep(context, restart(context)),
    ],
    undo: `sudo rm ${file}, and restart the service.`,
  });
}

const dropInHead = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration";

function restartStep(context: RemediationContext, command: string): RemediationStep {
  return {
    text: `Restart it on ${nodeInWords(context)}, then see the node come back Ready. One node at a time.`,
    language: "bash",
    code: `${command}\nkubectl wait --for=condition=Ready ${nodeWord(context)} --timeout=120s`,
  };
}

function kubeadm(setting: KubeletSetting, context: RemediationContext): Fix {
  const code = yamlOf(setting.config(context));
  return {
    summary: setting.summary,
    steps: [
      {
        text: `On ${nodeInWords(context)}, keep a copy of the kubelet's configuration.`,
        language: "bash",
        code: `sudo cp -a ${kubeadmFile} ${kubeadmFile}.bak`,
      },
      { text: "Set these fields in it.", file: kubeadmFile, language: "yaml", code },
      ...findFlags(setting, context, "/var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet"),
      restartStep(context, "sudo systemctl restart kubelet"),
      {
        text: "Keep it for upgrades and new nodes: set the same fields under the key `kubelet` of this ConfigMap; `sudo kubeadm upgrade node phase kubelet-config` then brings it to the other nodes.",
        language: "bash",
        code: "kubectl -n kube-system edit configmap kubelet-config",
      },
    ],
    undo: `sudo cp -a ${kubeadmFile}.bak ${kubeadmFile} && sudo systemctl restart kubelet; take the fields out of the ConfigMap as well.`,
  };
}

/** k3s and RKE2 pass the kubelet's settings as arguments of their own configuration file. */
function rancher(product: "k3s" | "rke2", setting: KubeletSetting, context: RemediationContext): Fix {
  const file = `/etc/rancher/${product}/config.yaml`;
  const units = product === "k3s" ? ["k3s", "k3s-agent"] : ["rke2-server", "rke2-agent"];
  const args = flagWords(setting, context).map((word) => `  - ${JSON.stringify(word)}`);
  return {
    summary: setting.summary,
    steps: [
      {
        text: `On ${nodeInWords(context)}, add these to kubelet-arg and remove every contrary argument, drop-ins in ${file}.d/ included.`,
        file,
        language: "yaml",
        code: ["kubelet-arg:", ...args].join("\n"),
      },
      restartStep(context, `sudo systemctl restart ${isServer(context) ? units[0] : units[1]}`),
    ],
    undo: `Take the lines out of ${file} and restart the service.`,
  };
}

function eks(setting: KubeletSetting, context: RemediationContext): Fix {
  const head = ["apiVersion: node.eks.aws/v1alpha1", "kind: NodeConfig", "spec:", "  kubelet:", "    config:"];
  return {
    summary: `${setting.summary} On EKS that is done in the launch template.`,
    steps: [
      {
        text: "In the user data of the launch template (Amazon Linux 2023), add this NodeConfig and remove contrary spec.kubelet.flags. Amazon Linux 2 keeps the same fields in /etc/kubernetes/kubelet/kubelet-config.json.",
        language: "yaml",
        code: [...head, yamlOf(setting.config(context), 3)].join("\n"),
      },
      rollNodeGroup(context),
    ],
    undo: "Make the earlier version of the launch template the node group's version again.",
  };
}

function openshift(setting: KubeletSetting, context: RemediationContext): Fix {
  const pool = isServer(context) ? "master" : "worker";
  const head = [
    "apiVersion: machineconfiguration.openshift.io/v1",
    "kind: KubeletConfig",
    `metadata:\n  name: hardened-${pool}-kubelet`,
    `spec:\n  machineConfigPoolSelector:\n    matchLabels:\n      pools.operator.machineconfiguration.openshift.io/${pool}: ""`,
    "  kubeletConfig:",
  ];
  return {
    summary: setting.summary,
    steps: [
      {
        text: `Merge this into the KubeletConfig of the pool that ${nodeInWords(context)} belongs to.`,
        file: "hardened-kubelet.yaml",
        language: "yaml",
        code: [...head, yamlOf(setting.config(context), 2)].join("\n"),
      },
      {
        text: "Apply it; the Machine Config Operator drains and restarts the pool node by node.",
        language: "bash",
        code: `oc apply -f hardened-kubelet.yaml\noc wait --for=condition=Updated mcp/${pool} --timeout=60m`,
      },
    ],
    undo: `oc delete kubeletconfig hardened-${pool}-kubelet, or take the fields out again.`,
  };
}

function talos(setting: KubeletSetting, context: RemediationContext): Fix {
  return {
    summary: setting.summary,
    steps: [
      {
        text: "Write this patch. Talos refuses fields that it manages itself; give those as machine.kubelet.extraArgs.",
        file: "kubelet-patch.yaml",
        language: "yaml",
        code: ["machine:", "  kubelet:", "    extraConfig:", yamlOf(setting.config(context), 3)].join("\n"),
      },
      {
        text: `Apply it to ${nodeInWords(context)}; Talos restarts the kubelet itself.`,
        language: "bash",
        code: `talosctl patch mc --nodes=${shellQuote(context.address)} --patch @kubelet-patch.yaml`,
      },
    ],
    undo: "Remove the fields with talosctl edit mc.",
  };
}

function microk8s(setting: KubeletSetting, context: RemediationContext): Fix {
  const file = "/var/snap/microk8s/current/args/kubelet";
  return {
    summary: setting.summary,
    steps: [
      {
        text: `On ${nodeInWords(context)}, set these lines in the kubelet's arguments (${file}), each flag once.`,
        file,
        code: flagWords(setting, context, "--").join("\n"),
      },
      restartStep(context, "sudo snap restart microk8s.daemon-kubelite"),
    ],
    undo: `Take the lines out of ${file} and restart microk8s.daemon-kubelite.`,
  };
}

function anyKubelet(setting: KubeletSetting, context: RemediationContext): Fix {
  return {
    summary: setting.summary,
    steps: [
      {
        text: `On ${nodeInWords(context)}, find the file that the kubelet is started with (--config) and the flags beside it.`,
        language: "bash",
        code: "ps -ww -o args= -C kubelet | tr ' ' '\\n' | grep '^--'",
      },
      {
        text: "Set these fields in that file and keep a copy of the old one.",
        language: "yaml",
        code: yamlOf(setting.config(context)),
      },
      ...flagsInstead(setting, context),
      restartStep(context, "sudo systemctl restart kubelet"),
    ],
    undo: "Put the copy of the file back and restart the kubelet.",
  };
}

function flagsInstead(setting: KubeletSetting, context: RemediationContext): RemediationStep[] {
  const words = flagWords(setting, context, "--").join(" ");
  if (words === "") return [];
  return [{ text: `Where it runs without --config, set flags instead, and remove contrary ones: ${words}` }];
}
