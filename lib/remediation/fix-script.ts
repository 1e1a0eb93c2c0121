import type { Remediation, RemediationContext, RemediationStep } from "../domain/remediation.ts";

const dropIns: Record<string, string> = {
  "/etc/rancher/k3s/config.yaml": "/etc/rancher/k3s/config.yaml.d/90-breakwater.yaml",
  "/etc/rancher/rke2/config.yaml": "/etc/rancher/rke2/config.yaml.d/90-breakwater.yaml",
};

/**
 * What of a remediation can be run on its node without a hand: its commands, and files that stand by themselves. Null
 * where a step merges something into a file that holds more.
 */
export function fixScript(remediation: Remediation, context: RemediationContext): string | null {
  if (isKubeadmKubelet(remediation, context)) return kubeadmKubelet;
  const parts = remediation.steps.map(partOf);
  if (parts.length === 0 || parts.some((part) => part === null)) return null;
  return parts.join("\n");
}

/** kubeadm brings the ConfigMap to the node, so that the change is made in one place for all of them. */
const kubeadmKubelet = [
  "# First, once: set the fields in the ConfigMap, with kubectl -n kube-system edit configmap kubelet-config",
  "cp -a /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.bak",
  "kubeadm upgrade node phase kubelet-config",
  "systemctl restart kubelet",
].join("\n");

function isKubeadmKubelet({ steps }: Remediation, { distribution }: RemediationContext): boolean {
  return distribution === "kubeadm" && steps.some((step) => step.file === "/var/lib/kubelet/config.yaml");
}

/** One step as shell; null where it needs a hand. Lines for people on another machine, such as kubectl, are left out. */
function partOf(step: RemediationStep): string | null {
  if (step.file && step.code !== undefined) {
    const file = dropIns[step.file] ?? (step.language === "nft" ? step.file : null);
    if (file === null) return null;
    const code = dropIns[step.file] ? appended(step.code) : step.code;
    return [
      `mkdir -p ${file.slice(0, file.lastIndexOf("/"))}`,
      `cat > ${file} <<'BREAKWATER'`,
      code,
      "BREAKWATER",
    ].join("\n");
  }
  if (step.code === undefined) return `# ${step.text}`;
  if (step.language !== "bash") return null;
  const lines = step.code.split("\n").filter((line) => !/^\s*(kubectl|oc|talosctl|aws|az|gcloud)\b/.test(line));
  return /\b(edit|EDITOR)\b/.test(step.code) ? null : lines.map((line) => line.replace(/^sudo /, "")).join("\n");
}

/** In a drop-in, k3s and RKE2 add to a list only where its name ends with a plus sign. */
function appended(code: string): string {
  return code.replaceAll(/^([\w-]+-arg):$/gm, "$1+:");
}
