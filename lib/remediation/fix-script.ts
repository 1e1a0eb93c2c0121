import type { Remediation, RemediationContext, RemediationStep } from "../domain/remediation.ts";
import { shellQuote } from "../domain/shell-quote.ts";

const dropInFolders: Record<string, string> = {
  "/etc/rancher/k3s/config.yaml": "/etc/rancher/k3s/config.yaml.d",
  "/etc/rancher/rke2/config.yaml": "/etc/rancher/rke2/config.yaml.d",
};
const settingName = /"([\w-]+)=|^(?![\w-]+-arg:)([\w-]+):/gm;

/** A file for each set of settings: the next fix must not overwrite what an earlier one wrote. */
function dropInFor(file: string, code: string): string | null {
  const folder = dropInFolders[file];
  if (!folder) return null;
  const names = [...code.matchAll(settingName)].map(([, argument, own]) => argument ?? own);
  return `${folder}/90-breakwater-${names.join("-").slice(0, 120) || "settings"}.yaml`;
}

/**
 * What of a remediation can be run on its node without a hand: its commands, and files that stand by themselves. Null
 * where a step merges something into a file that holds more.
 */
export function fixScript(remediation: Remediation, context: RemediationContext): string | null {
  if (isKubeadmKubelet(remediation, context)) return [...noContraryFlags(remediation), kubeadmKubelet].join("\n");
  if (namesBreakLines(context)) return null;
  const parts = remediation.steps.map(partOf);
  if (parts.some((part) => part === null)) return null;
  const script = parts.filter((part) => part !== "").join("\n");
  return changes.test(script) ? script : null;
}

/** Lines are taken out one by one below: a name that goes over two lines would leave half a command behind. */
function namesBreakLines({ address, nodeName, clusterName, subject, values }: RemediationContext): boolean {
  return /\\[nr]/.test(JSON.stringify([address, nodeName, clusterName, subject, values]));
}

/** A here-document that ends where it should, whatever its text holds. */
export function heredoc(command: string, word: string, text: string): string {
  const lines = text.split("\n");
  let end = word;
  while (lines.includes(end)) end += "_";
  return `${command} <<'${end}'\n${text}\n${end}`;
}

/** kubeadm brings the ConfigMap to the node, so that the change is made in one place for all of them. */
const kubeadmKubelet = [
  "# First, once: set the fields in the ConfigMap, with kubectl -n kube-system edit configmap kubelet-config",
  "cp -a /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.bak",
  "kubeadm upgrade node phase kubelet-config",
  "if cmp -s /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.bak; then",
  '  echo "the ConfigMap kubelet-config still has the old fields: change it first" >&2',
  "  exit 1",
  "fi",
  "systemctl restart kubelet",
].join("\n");

/** A flag overrides the file: where one is found, the node is left as it is. grep answers 2 for a file that is missing. */
function noContraryFlags({ steps }: Remediation): string[] {
  const search = steps.find(({ language, code }) => language === "bash" && code?.startsWith("grep -Hns "))?.code;
  if (search === undefined) return [];
  return [
    `flags=$(${search} || true)`,
    'if [ -n "$flags" ]; then',
    '  printf "these flags override the configuration file, remove them first:\\n%s\\n" "$flags" >&2',
    "  exit 1",
    "fi",
  ];
}

function isKubeadmKubelet({ steps }: Remediation, { distribution }: RemediationContext): boolean {
  return distribution === "kubeadm" && steps.some((step) => step.file === "/var/lib/kubelet/config.yaml");
}

/** What a script may run on every node in a row: packet filters and services. Anything else is one person's decision. */
const runs =
  /^(?:sudo )?(?:nft|ip6?tables|firewall-cmd|ufw|systemctl (?:daemon-reload|restart|reload|start|stop|enable|disable|mask)) [^`$<>]+$|^(?:sudo )?systemctl daemon-reload$/;
/** What only looks: left out, since a grep that finds nothing would end the script. */
const looks =
  /^(?:sudo )?(?:ss|grep|cat|wc|ls|stat|journalctl|timedatectl status|ip -d link|ip6?tables-save|(?:kubectl|oc) (?:-n \S+ )?(?:wait|get|describe|rollout status))\b[^`$<>]*$|^(?:sudo )?nft list [^`$<>]*$/;
/** A restart alone brings back what was there. */
const changes = /^(?:cat > |(?:sudo )?(?:nft|ip6?tables|firewall-cmd|ufw|systemctl (?:stop|disable|mask)) )/m;
/** Words that the reader has to replace first. */
const placeholder = /\b(?:[A-Z]{2,}_)+(?:ADDRESS|CIDR|CIDRS|ID|IP|NAME|RANGE)\b/;

/** One step as shell; null where it needs a hand. Half of a fix would look like the whole of it. */
function partOf(step: RemediationStep): string | null {
  if (step.code === undefined) return `# ${step.text.replaceAll(/\s+/g, " ")}`;
  if (placeholder.test(step.code)) return null;
  if (step.language === "bash") return commandsOf(step.code);
  const dropIn = dropInFor(step.file ?? "", step.code);
  const file = dropIn ?? (step.language === "nft" ? step.file : undefined);
  if (!file) return null;
  const folder = shellQuote(file.slice(0, file.lastIndexOf("/")));
  return `mkdir -p ${folder}\n${heredoc(`cat > ${shellQuote(file)}`, "BREAKWATER", dropIn ? appended(step.code) : step.code)}`;
}

function commandsOf(code: string): string | null {
  const lines = code.replaceAll(/\\\n\s*/g, " ").split("\n");
  const kept: string[] = [];
  for (const line of lines.map((text) => text.trim()).filter((text) => text !== "" && !text.startsWith("#"))) {
    const parts = line.split(/\s*(?:;|\|\||\||&&)\s*/);
    if (parts.every((part) => looks.test(part))) continue;
    if (!parts.every((part) => runs.test(part))) return null;
    kept.push(line.replace(/^sudo /, ""));
  }
  return kept.join("\n");
}

/** In a drop-in, k3s and RKE2 add to a list only where its name ends with a plus sign. */
function appended(code: string): string {
  return code.replaceAll(/^([\w-]+-arg):$/gm, "$1+:");
}
