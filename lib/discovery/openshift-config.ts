import type { SettingComponent, SettingSource } from "../domain/setting.ts";
import type { Connection } from "./connect.ts";
import { namesSecret } from "./flags.ts";
import { fieldsOf, textsOf } from "./json-fields.ts";
import { parseYamlMapping, readConfigMap } from "./kube-proxy-config.ts";

/** Where OpenShift's operators keep the configuration of the control plane, each in a ConfigMap `config`. */
const namespaces: Record<string, SettingComponent> = {
  "openshift-kube-apiserver": "kube-apiserver",
  "openshift-kube-controller-manager": "kube-controller-manager",
  "openshift-etcd": "etcd",
};

/** Flags that OpenShift hands to its control plane; a ConfigMap that does not exist is left out. */
export async function readOpenShiftConfig(connection: Connection): Promise<SettingSource[]> {
  const found: SettingSource[] = [];
  for (const [namespace, component] of Object.entries(namespaces)) {
    const text = (await readConfigMap(connection, "config", namespace))?.["config.yaml"];
    if (text !== undefined) found.push(toSettings(namespace, component, text, connection.now().toISOString()));
  }
  return found;
}

/** Throws SyntaxError when the text is no mapping. */
export function toSettings(namespace: string, component: SettingComponent, text: string, at: string): SettingSource {
  const config = fieldsOf(parseYamlMapping(text, `config.yaml in ${namespace}`));
  const flags = { ...fieldsOf(config.extendedArguments), ...fieldsOf(config.apiServerArguments) };
  const values = Object.entries(flags).flatMap(([name, value]): [string, string | string[]][] => {
    const all = typeof value === "string" ? [value] : textsOf(value);
    const [only] = all;
    if (only === undefined || namesSecret(name)) return [];
    return [[name, all.length === 1 ? only : all]];
  });
  const name = `ConfigMap ${namespace}/config`;
  return { component, node: null, kind: "configmap", name, at, values: Object.fromEntries(values) };
}
