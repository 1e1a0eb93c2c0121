import { durationMs } from "../../domain/go-duration.ts";
import type {
  EffectiveSetting,
  SettingComponent,
  SettingReading,
  SettingSourceKind,
  SettingValue,
} from "../../domain/setting.ts";
import type { Declared } from "./declared-sources.ts";
import type { KnownSetting } from "./known-setting.ts";
import { sameValue, valueInWords } from "./setting-value.ts";
import type { StartMode } from "./start-mode.ts";
import type { WireReading } from "./wire-reading.ts";

interface Known {
  component: SettingComponent;
  node: string | null;
  name: string;
  known: KnownSetting | undefined;
  wire: WireReading | undefined;
  sources: readonly Declared[];
  start: StartMode;
  /** The default under the present circumstances; null where it is not known. */
  byDefault: SettingValue | null;
  /** What would make the kubelet's /configz readable; "" where nothing is known to. */
  configzMissing: string;
}

/** Puts what every source says of one setting beside each other, and says which one decides. */
export function decideSetting(of: Known): EffectiveSetting {
  const { component, node, name, wire } = of;
  const readings = rank(of);
  const strongest = readings.find(({ value, uncertain }) => value !== null && !uncertain);
  const contradiction = wire ? contradictionOf(of, wire, readings) : null;
  const base = { component, node, name, contradiction };
  if (wire) {
    const confirmed =
      wire.fits && readings.find(({ value, uncertain }) => !uncertain && value !== null && wire.fits?.(value));
    const value = confirmed?.value ?? wire.value;
    const reading: SettingReading = {
      kind: "wire",
      source: wire.source,
      value,
      at: wire.at,
      note: sentence(wire.note),
    };
    const named = confirmed ? `; ${confirmed.source} names the value` : "";
    return {
      ...base,
      value,
      decidedBy: "wire",
      why: `The wire shows it: ${wire.note}${named}.`,
      readings: [reading, ...readings],
    };
  }
  if (!strongest) return { ...base, value: null, decidedBy: null, why: notKnown(of, readings), readings };
  return { ...base, value: strongest.value, decidedBy: strongest.kind, why: whyOf(of, strongest), readings };
}

/** Readings without the wire, strongest first; those without effect stand last. */
function rank(of: Known): SettingReading[] {
  const read = of.sources.map((source) => ({ source, reading: readingOf(of, source) }));
  const isIgnored = ({ source }: (typeof read)[number]) => of.start.ignored(source) !== undefined;
  const effective = read.filter((entry) => !isIgnored(entry)).map(({ reading }) => reading);
  const ignored = read.filter(isIgnored).map(({ reading }) => reading);
  const fallback: SettingReading[] =
    of.byDefault === null
      ? []
      : [{ kind: "default", source: `default of ${of.start.says}`, value: of.byDefault, at: null }];
  // A kubelet copies its ConfigMap when it joins: what its own sources leave out is not taken from there.
  const isCopy = ({ kind }: SettingReading) => of.component === "kubelet" && kind === "configmap";
  return [...effective.filter((reading) => !isCopy(reading)), ...fallback, ...effective.filter(isCopy), ...ignored];
}

function readingOf({ name, known, start }: Known, source: Declared): SettingReading {
  const named = source.values.get(name);
  const uncertain = start.isUncertain(source) ? { uncertain: true as const } : {};
  const note = source.note === undefined ? {} : { note: source.note };
  const reading = {
    kind: source.kind,
    source: source.name,
    value: named ?? null,
    at: source.at,
    ...uncertain,
    ...note,
  };
  const ignored = start.ignored(source);
  if (ignored) return { ...reading, value: null, note: ignoredNote(ignored, named) };
  // A file's "0s" is taken for "not named": SetDefaults_KubeletConfiguration puts the default in its place.
  if (named !== undefined && isZeroOfFile(source, known, named))
    return { ...reading, value: null, note: `It says ${named}, which a kubelet reads as its default.` };
  if (named !== undefined || source.kind !== "configz" || known?.omitted === undefined) return reading;
  const means = `/configz leaves the field out, which means ${valueInWords(known.omitted)}.`;
  return { ...reading, value: known.omitted, note: source.note ? `${means} ${source.note}` : means };
}

function isZeroOfFile(source: Declared, known: KnownSetting | undefined, named: SettingValue): boolean {
  return source.kind === "file" && known?.kind === "duration" && durationMs(String(named)) === 0;
}

/** A source without effect names nothing that counts; what it says stands in the note. */
function ignoredNote(why: string, named: SettingValue | undefined): string {
  return named === undefined ? sentence(why) : `It says ${valueInWords(named)}, but ${why}.`;
}

/** What a source claims and the wire refutes. A default is no claim: nobody wrote it down. */
function contradictionOf(
  { name, known, start, sources }: Known,
  wire: WireReading,
  readings: SettingReading[],
): string | null {
  const active = new Set(sources.filter((source) => start.ignored(source) === undefined).map((source) => source.name));
  const agrees = (value: SettingValue) => wire.fits?.(value) ?? sameValue(known?.kind, value, wire.value);
  const claim = readings.find(
    ({ kind, source, value }) => kind !== "default" && active.has(source) && value !== null && !agrees(value),
  );
  if (!claim || claim.value === null) return null;
  return `${claim.source} says ${name}: ${valueInWords(claim.value)}, but ${wire.note}.`;
}

const reasons: Record<SettingSourceKind, string> = {
  wire: "The wire shows it.",
  configz: "The kubelet says so of itself, with every flag, file and drop-in taken in.",
  "command-line": "A flag of the running process counts before any file.",
  "node-args": "The arguments of the service decide what it starts the component with.",
  "drop-in": "The last drop-in that names it counts before the file.",
  file: "The configuration file names it, and no flag or drop-in that was read overrides it.",
  configmap: "The ConfigMap that the component mounts names it.",
  default: "",
};

function whyOf({ component, start }: Known, { kind, note }: SettingReading): string {
  if (kind === "default") return `No source that was read names it, so the default of ${start.says} counts.`;
  if (kind === "configmap" && component === "kubelet")
    return "Only the ConfigMap was read: it says what nodes are meant to have, not what this one has; its /configz or a node report tells that.";
  if (kind === "configz" && note) return `${reasons.configz} ${note}`;
  return reasons[kind];
}

function notKnown(of: Known, readings: readonly SettingReading[]): string {
  const { component, sources, start, configzMissing } = of;
  if (sources.some(({ kind }) => kind === "configz")) return "The configuration that was read does not decide it.";
  const supply =
    component === "kubelet" && configzMissing ? `${configzMissing}, or upload a node report` : "upload a node report";
  const doubtful = readings.find(({ value, uncertain }) => uncertain && value !== null);
  if (doubtful?.value != null)
    return `${doubtful.source} says ${valueInWords(doubtful.value)}, but it is not known whether the kubelet is started with it: its command line was not read; ${supply}.`;
  if (start.missing === "") return `No source names it, and its default is not known; ${supply}.`;
  return `${sentence(start.missing).slice(0, -1)}; ${supply}.`;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
