import type { Distribution } from "../../domain/distribution.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { SettingComponent } from "../../domain/setting.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeInWords, nodeWord } from "../kubelet/node-words.ts";
import { type FixFor, remediationBy, sameFor } from "../remediation-by.ts";

/** What governs a port, where the verdict did not say so. */
const byPort: Record<number, SettingComponent> = {
  2379: "etcd",
  6443: "kube-apiserver",
  10249: "kube-proxy",
};

function componentOf({ values, port }: RemediationContext): SettingComponent {
  const named = values.component;
  const known: SettingComponent[] = ["kubelet", "kube-proxy", "etcd", "kube-apiserver"];
  return known.find((component) => component === named) ?? byPort[port] ?? "kubelet";
}

const ownerStep = (context: RemediationContext): RemediationStep => ({
  text: `On ${nodeInWords(context)}, see which process has the port. Another one than ${componentOf(context)} explains everything: stop it, or free the port.`,
  language: "bash",
  code: `sudo ss -ltnp ${shellQuote(`sport = :${context.port}`)}`,
});

/** Flags that override each component's file. */
const overrides: Partial<Record<SettingComponent, string>> = {
  kubelet: "^--(config|config-dir|anonymous-auth|read-only-port|healthz-bind-address|healthz-port)",
  "kube-proxy": "^--(config|metrics-bind-address)",
  etcd: "^--(config-file|client-cert-auth|trusted-ca-file|listen-client-urls)",
  "kube-apiserver": "^--(anonymous-auth|authentication-config|bind-address|secure-port)",
};

const flagsStep =
  (process: string | null) =>
  (context: RemediationContext): RemediationStep => {
    const component = componentOf(context);
    return {
      text: "See the flags that it really runs with: a flag overrides the file, and --config may name another file than the one you read.",
      language: "bash",
      code: `ps -ww -o args= -C ${process ?? component} | tr ' ' '\\n' | grep -E ${shellQuote(overrides[component] ?? "^--config")}`,
    };
  };

const ageStep =
  (process: string | null) =>
  (context: RemediationContext): RemediationStep => {
    const component = componentOf(context);
    const file =
      component === "kubelet" ? "/var/lib/kubelet/config.yaml" : `/etc/kubernetes/manifests/${component}.yaml`;
    return {
      text: "Compare when it was started with when its file was changed: a process that is older than its file has not read it.",
      language: "bash",
      code: `ps -o lstart= -C ${process ?? component}\nstat -c %y ${file}`,
    };
  };

/** How each component is made to read its settings again. */
function restartCode(context: RemediationContext): string {
  const component = componentOf(context);
  if (component === "kubelet") return "sudo systemctl restart kubelet";
  if (component === "kube-proxy") return "kubectl -n kube-system rollout restart daemonset/kube-proxy";
  const manifest = `${component}.yaml`;
  return `sudo mv /etc/kubernetes/manifests/${manifest} /root/ && sleep 20 && sudo mv /root/${manifest} /etc/kubernetes/manifests/`;
}

const restart =
  (code: (context: RemediationContext) => string) =>
  (context: RemediationContext): RemediationStep => ({
    text: "If it is only older than its file, restart it on this node alone and wait until the node is Ready.",
    language: "bash",
    code: `${code(context)}\nkubectl wait --for=condition=Ready ${nodeWord(context)} --timeout=120s`,
  });

const summary = "Find out why the running process does not do what its settings declare, then restart it with them.";
const undo =
  "Looking changes nothing; a restart is taken back by restoring the copy of the settings that was in force before.";

const generic: FixFor = (context) => ({
  summary,
  steps: [ownerStep, flagsStep(null), ageStep(null), restart(restartCode)].map((step) => step(context)),
  undo,
});

const rancher =
  (product: "k3s" | "rke2"): FixFor =>
  (context) => ({
    summary,
    steps: [
      ownerStep(context),
      {
        text: `See the arguments that ${product} was given; its files in config.yaml.d count in the order of their names, and the command line before them.`,
        language: "bash",
        code: `sudo grep -rns -e kubelet-arg -e kube-apiserver-arg -e etcd-arg -e kube-proxy-arg -A5 /etc/rancher/${product}/`,
      },
      {
        text: "See the flags that it started the component with.",
        language: "bash",
        code: `sudo journalctl -u ${shellQuote(`${product}*`)} --no-pager | grep -F ${shellQuote(`Running ${componentOf(context)}`)} | tail -n 1 | tr ' ' '\\n' | grep '^--'`,
      },
      restart(
        () =>
          `sudo systemctl restart "$(systemctl list-units --type=service --state=running --plain --no-legend ${shellQuote(`${product}*`)} | cut -d' ' -f1 | head -n 1)"`,
      )(context),
    ],
    undo,
  });

const providers: Distribution[] = ["eks", "gke", "aks"];

const replaceNode: FixFor = (context) => ({
  summary:
    "A node of a provider that contradicts its own settings was altered after it started: find by what, and replace it.",
  steps: [
    ownerStep(context),
    flagsStep(null)(context),
    {
      text: "Look for DaemonSets that write to the host, then drain the node and let its group make a new one.",
      language: "bash",
      code: `kubectl get pods -A -o wide --field-selector=${shellQuote(`spec.nodeName=${context.nodeName ?? context.address}`)}\nkubectl drain ${nodeWord(context)} --ignore-daemonsets --delete-emptydir-data`,
    },
  ],
  undo: `kubectl uncordon ${nodeWord(context)} keeps the node.`,
});

function verify(context: RemediationContext) {
  const { port } = context;
  const at = (scheme: string, path: string) => shellQuote(`${scheme}://${urlHost(context.address)}:${port}${path}`);
  const status = (url: string) => `curl -sk -m 5 -o /dev/null -w '%{http_code}\\n' ${url}`;
  const component = componentOf(context);
  if (component === "kube-apiserver") return { command: status(at("https", "/api")), expect: "401" };
  if (component === "etcd")
    return { command: `curl -sk -m 5 ${at("https", "/version")}; echo rc=$?`, expect: "no body, and rc is not 0" };
  if (component === "kubelet" && ![10248, 10255].includes(port))
    return { command: status(at("https", "/pods")), expect: "401" };
  return {
    command: `curl -s -m 3 ${at("http", "/healthz")}; echo rc=$?`,
    expect: "rc=7 (connection refused) from another machine",
  };
}

export const contradictionRemediation = remediationBy({
  own: { k3s: rancher("k3s"), rke2: rancher("rke2"), ...sameFor(providers, replaceNode) },
  generic,
  verify,
});
