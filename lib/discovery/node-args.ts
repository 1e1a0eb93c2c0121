import type { SettingComponent, SettingSource } from "../domain/setting.ts";
import { namesSecret } from "./flags.ts";
import { fieldsOf } from "./json-fields.ts";

/** Where k3s and RKE2 note what a node was started with. */
const annotations = [
  { args: "k3s.io/node-args", env: "k3s.io/node-env" },
  { args: "rke2.io/node-args", env: "rke2.io/node-env" },
];
const maximumCharacters = 64 * 1024;

/** Arguments that are passed on to a component as they are. */
const passedOn: Record<string, SettingComponent> = {
  "kubelet-arg": "kubelet",
  "kube-apiserver-arg": "kube-apiserver",
  "kube-controller-manager-arg": "kube-controller-manager",
  "kube-scheduler-arg": "kube-scheduler",
  "kube-proxy-arg": "kube-proxy",
  "etcd-arg": "etcd",
};
/** Arguments of k3s and RKE2 themselves that become a flag of a component. */
const translated: Record<string, [SettingComponent, string]> = {
  "service-node-port-range": ["kube-apiserver", "service-node-port-range"],
  "service-cidr": ["kube-apiserver", "service-cluster-ip-range"],
  "cluster-cidr": ["kube-controller-manager", "cluster-cidr"],
  "protect-kernel-defaults": ["kubelet", "protect-kernel-defaults"],
  "etcd-expose-metrics": ["etcd", "etcd-expose-metrics"],
};

/** What a node's annotations say of its components; of the environment only the names, and no secret of either. */
export function nodeArgSettings(node: string, of: Readonly<Record<string, string>>, at: string): SettingSource[] {
  return annotations.flatMap(({ args, env }) => {
    const found = new Map<SettingComponent, Record<string, string | string[]>>();
    const set = (component: SettingComponent, name: string, value: string | string[]) =>
      found.set(component, { ...found.get(component), [name]: value });
    const words = wordsOf(of[args]);
    const pairs = pairsOf(words);
    // Only servers carry the switch; its absence there says that k3s enforces policies itself.
    if (args.startsWith("k3s.io/") && words[0] === "server") {
      set("kubelet", "disable-network-policy", new Map(pairs).get("disable-network-policy") ?? "false");
    }
    for (const [name, value] of pairs) {
      const component = Object.hasOwn(passedOn, name) ? passedOn[name] : undefined;
      if (component) {
        const [flag = "", inner = "true"] = value.replace(/^-+/, "").split(/=(.*)/s);
        if (flag !== "" && !namesSecret(flag)) set(component, flag, inner);
      }
      const own = Object.hasOwn(translated, name) ? translated[name] : undefined;
      if (own) set(...own, value);
    }
    const names = Object.keys(fieldsOf(parse(of[env])));
    if (names.length > 0) set("kubelet", "node-env", names);
    return [...found].map(
      ([component, values]): SettingSource => ({
        component,
        node,
        kind: "node-args",
        name: `annotation ${args}`,
        at,
        values,
      }),
    );
  });
}

function wordsOf(annotation: string | undefined): string[] {
  const parsed = parse(annotation);
  return Array.isArray(parsed) ? parsed.filter((word) => typeof word === "string") : [];
}

function parse(annotation: string | undefined): unknown {
  if (!annotation || annotation.length > maximumCharacters) return null;
  try {
    return JSON.parse(annotation);
  } catch {
    // Whoever may write a node may write anything there: what is no JSON says nothing of the node.
    return null;
  }
}

/** `--a=b`, `--a b` and `--a` as pairs without dashes. */
function pairsOf(words: readonly string[]): [name: string, value: string][] {
  return words.flatMap((word, index): [string, string][] => {
    const match = /^--([a-z][\w-]*)(?:=(.*))?$/s.exec(word);
    if (!match?.[1]) return [];
    const next = words[index + 1];
    // What is passed on may have dashes of its own.
    const isValue = next !== undefined && (Object.hasOwn(passedOn, match[1]) || !next.startsWith("--"));
    return [[match[1], match[2] ?? (isValue ? next : "true")]];
  });
}
