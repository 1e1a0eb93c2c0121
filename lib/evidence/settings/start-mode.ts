import type { Distribution } from "../../domain/distribution.ts";
import type { SettingComponent } from "../../domain/setting.ts";
import type { Declared } from "./declared-sources.ts";
import type { DefaultSet } from "./known-setting.ts";

/** How a component was started, as far as its sources tell: what overrides what, and which defaults count. */
export interface StartMode {
  /** null: what nobody names is not known, and `missing` says why. */
  set: DefaultSet | null;
  /** Whose defaults they are: "a kubelet that is started with --config". */
  says: string;
  /** Clause without full stop: what was not read, and how to supply it. */
  missing: string;
  /** Why a source that was read has no effect; undefined where it has. */
  ignored(source: Declared): string | undefined;
  /** True where nobody knows whether the component reads this source. */
  isUncertain(source: Declared): boolean;
}

interface Component {
  component: SettingComponent;
  distribution: Distribution;
  minor: number | null;
  sources: readonly Declared[];
}

const never = () => undefined;
const missing = (why: string, ignored: StartMode["ignored"] = never): StartMode => ({
  set: null,
  says: "",
  missing: why,
  ignored,
  isUncertain: () => false,
});
const withDefaults = (set: DefaultSet, says: string, ignored: StartMode["ignored"] = never): StartMode => ({
  set,
  says,
  missing: "",
  ignored,
  isUncertain: () => false,
});

export function startModeOf(of: Component): StartMode {
  if (of.component === "kubelet") return kubeletStart(of);
  return of.component === "kube-proxy" ? kubeProxyStart(of) : controlPlaneStart(of);
}

const ofKind = (sources: readonly Declared[], kind: Declared["kind"]) =>
  sources.filter((source) => source.kind === kind);
const isEmbedded = ({ distribution }: Component) => distribution === "k3s" || distribution === "rke2";

/** The newest command line; a flag that it names twice was settled by whoever read it. */
function flagOf(commandLine: Declared | undefined, flag: string): string {
  const value = commandLine?.values.get(flag);
  return value === undefined ? "" : String(value);
}

function kubeletStart(of: Component): StartMode {
  const [commandLine] = ofKind(of.sources, "command-line");
  if (!commandLine) return kubeletWithoutCommandLine(of);
  const file = flagOf(commandLine, "config");
  const folder = flagOf(commandLine, "config-dir");
  const ignored = ignoredBy(file, folder);
  const effective = of.sources.filter((source) => ignored(source) === undefined);
  if (file !== "" && ofKind(effective, "file").length === 0)
    return missing(`the file that the kubelet is started with (--config=${file}) was not read`, ignored);
  if (folder !== "" && ofKind(effective, "drop-in").length === 0)
    return missing(`the drop-ins that the kubelet is started with (--config-dir=${folder}) were not read`, ignored);
  if (file !== "") return withDefaults("file", "a kubelet that is started with --config", ignored);
  if (folder !== "")
    return withDefaults(
      "flags",
      "a kubelet with --config-dir but without --config, which keeps the flags' defaults",
      ignored,
    );
  // k3s and RKE2 name every setting of theirs, or a folder of drop-ins: without either, the line is not whole.
  if (isEmbedded(of) && !commandLine.values.has("read-only-port") && !commandLine.values.has("readOnlyPort"))
    return missing("the command line that was read is cut off before its end", ignored);
  return withDefaults("flags", "a kubelet that is started with flags alone", ignored);
}

function kubeletWithoutCommandLine(of: Component): StartMode {
  if (isEmbedded(of) && ofKind(of.sources, "node-args").length > 0) {
    const start = withDefaults("embedded", `the kubelet inside ${of.distribution === "k3s" ? "k3s" : "RKE2"}`);
    return { ...start, isUncertain: ({ kind }) => kind === "file" };
  }
  const start = missing(
    "it is not known whether the kubelet is started with a file or with flags alone, whose defaults differ",
  );
  return { ...start, isUncertain: ({ kind }) => kind === "file" || kind === "drop-in" };
}

/** Only the file of --config and the drop-ins of --config-dir count, wherever else a file lies. */
function ignoredBy(file: string, folder: string): StartMode["ignored"] {
  return ({ kind, name }) => {
    if (kind === "file" && file === "") return "the kubelet is started without --config, so it does not read this file";
    if (kind === "file" && !names(name, file))
      return `the kubelet is started with --config=${file}, not with this file`;
    if (kind === "drop-in" && folder === "") return "the kubelet is started without --config-dir";
    if (kind === "drop-in" && !name.includes(folder.replace(/\/+$/, "")))
      return `the kubelet is started with --config-dir=${folder}, where this file does not lie`;
    return undefined;
  };
}

/** A relative path is taken from a folder that nobody told us. */
function names(source: string, path: string): boolean {
  if (path.startsWith("/")) return source === path || source.endsWith(` ${path}`);
  return source === path || source.endsWith(`/${path.replace(/^(\.\/)+/, "")}`);
}

function kubeProxyStart(of: Component): StartMode {
  const [commandLine] = ofKind(of.sources, "command-line");
  const hasFile = of.sources.some(({ kind }) => kind === "file" || kind === "configmap");
  if (commandLine && flagOf(commandLine, "config") === "")
    return withDefaults("flags", "a kube-proxy that is started with flags alone", ({ kind }) =>
      kind === "file" || kind === "configmap" ? "kube-proxy is started without --config" : undefined,
    );
  const ignored: StartMode["ignored"] = ({ kind }) =>
    kind === "command-line" ? "kube-proxy ignores its flags when it is started with --config" : undefined;
  if (hasFile) return withDefaults("file", "kube-proxy", commandLine ? ignored : never);
  if (commandLine) return missing("the file that kube-proxy is started with was not read", ignored);
  if (of.distribution === "k3s" && ofKind(of.sources, "node-args").length > 0)
    return withDefaults("embedded", "the kube-proxy inside k3s");
  return missing("neither kube-proxy's ConfigMap nor its command line was read");
}

function controlPlaneStart(of: Component): StartMode {
  const [commandLine] = ofKind(of.sources, "command-line");
  const name = of.component;
  if (commandLine) {
    const config = flagOf(commandLine, "config") || flagOf(commandLine, "config-file");
    const isRead = of.sources.some(({ kind }) => kind === "file" || kind === "configmap");
    if (config !== "" && !isRead) return missing(`the file that ${name} is started with (${config}) was not read`);
    return withDefaults("flags", name);
  }
  if (of.sources.some(({ kind }) => kind === "file" || kind === "configmap")) return withDefaults("flags", name);
  if (of.distribution === "k3s" && ofKind(of.sources, "node-args").length > 0)
    return withDefaults("embedded", `the ${name} inside k3s`);
  return missing(`no command line of ${name} was read`);
}
