import { parseArgs } from "node:util";
import { z } from "zod";
import { AppError, messageOf } from "../domain/errors.ts";
import { type ScanProfile, scanProfiles } from "../domain/scan-report.ts";
import { type Severity, severities } from "../domain/severity.ts";
import { defaultVantage, type Vantage, type VantageKind, vantageKinds } from "../domain/vantage.ts";
import { type Export, exports, findExport } from "../exports/index.ts";
import { parseEndpoint, parsePorts } from "../probes/index.ts";

export interface ScanArguments {
  help: boolean;
  kubeconfig: string | undefined;
  context: string | undefined;
  inCluster: boolean;
  targetsFile: string | undefined;
  addresses: string[];
  vantage: Vantage;
  profile: ScanProfile;
  ports: number[] | undefined;
  rate: number | undefined;
  authorizationProofs: boolean;
  /** ADDRESS:PORT of the cloud's metadata service. */
  metadataEndpoint: string | undefined;
  format: Export;
  output: string | undefined;
  failOn: Severity | undefined;
  failCoverageBelow: number | undefined;
  imports: ImportArgument[];
  /** Where nmap and naabu stood; undefined: where this scan stands. */
  importVantage: VantageKind | undefined;
  /** File of the expected ports. */
  baseline: string | undefined;
}

/** A file of another tool. */
export interface ImportArgument {
  file: string;
  /** The node that kube-bench ran on. */
  node: string | null;
}

const options = {
  help: { type: "boolean", short: "h" },
  kubeconfig: { type: "string" },
  context: { type: "string" },
  "in-cluster": { type: "boolean" },
  targets: { type: "string" },
  vantage: { type: "string" },
  profile: { type: "string" },
  ports: { type: "string" },
  rate: { type: "string" },
  "authorization-proofs": { type: "boolean" },
  "metadata-endpoint": { type: "string" },
  format: { type: "string" },
  output: { type: "string" },
  "fail-on": { type: "string" },
  "fail-coverage-below": { type: "string" },
  import: { type: "string", multiple: true },
  "import-vantage": { type: "string" },
  baseline: { type: "string" },
} as const;

/** Reads the words after `scan`. Throws AppError "invalid" that names the option and what it takes. */
export function parseScanArguments(
  words: readonly string[],
  environment: Record<string, string | undefined>,
): ScanArguments {
  const { values, positionals } = readWords(words);
  const sources = [
    values.kubeconfig !== undefined && "--kubeconfig",
    values["in-cluster"] && "--in-cluster",
    values.targets !== undefined && "--targets",
    positionals.length > 0 && "addresses",
  ].filter((entry) => typeof entry === "string");
  if (sources.length > 1) throw new AppError("invalid", `Give one thing to look at, not ${sources.join(" and ")}.`);
  return {
    help: values.help ?? false,
    kubeconfig: values.kubeconfig,
    context: values.context,
    inCluster: values["in-cluster"] ?? false,
    targetsFile: values.targets,
    addresses: positionals,
    vantage: readVantage(values.vantage ?? environment.BREAKWATER_VANTAGE),
    profile: oneOf("--profile", values.profile ?? "standard", scanProfiles),
    ports: values.ports === undefined ? undefined : parsePorts(values.ports),
    rate: values.rate === undefined ? undefined : whole("--rate", values.rate, 1, 1_000_000),
    authorizationProofs: values["authorization-proofs"] ?? false,
    metadataEndpoint: readMetadataEndpoint(values["metadata-endpoint"]),
    format: readFormat(values.format ?? "table"),
    output: values.output,
    failOn: values["fail-on"] === undefined ? undefined : oneOf("--fail-on", values["fail-on"], severities),
    failCoverageBelow:
      values["fail-coverage-below"] === undefined
        ? undefined
        : whole("--fail-coverage-below", values["fail-coverage-below"], 0, 100),
    imports: (values.import ?? []).map(parseImportArgument),
    importVantage:
      values["import-vantage"] === undefined
        ? undefined
        : oneOf("--import-vantage", values["import-vantage"], vantageKinds),
    baseline: values.baseline,
  };
}

function readMetadataEndpoint(text: string | undefined): string | undefined {
  if (text !== undefined) parseEndpoint(text);
  return text;
}

/** "FILE" or "FILE:NODE"; a name of a node has no slash. */
export function parseImportArgument(text: string): ImportArgument {
  const [, file, node] = /^(.+):([^/\\:]+)$/.exec(text) ?? [];
  if (text === "") throw new AppError("invalid", "--import takes FILE or FILE:NODE.");
  return file && node ? { file, node } : { file: text, node: null };
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const sentence = messageOf(error).split(". ")[0];
    throw new AppError("invalid", `${sentence}. See: breakwater scan --help`, { cause: error });
  }
}

export function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const parsed = z.enum(allowed as [Value, ...Value[]]).safeParse(value);
  if (parsed.success) return parsed.data as Value;
  throw new AppError("invalid", `${option} takes ${allowed.join(", ")}; "${value}" is none of them.`);
}

function whole(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new AppError("invalid", `${option} takes a whole number from ${least} to ${most}; "${value}" is none.`);
}

function readFormat(id: string): Export {
  const found = findExport(id);
  if (found) return found;
  throw new AppError(
    "invalid",
    `--format takes ${exports.map((entry) => entry.id).join(", ")}; "${id}" is none of them.`,
  );
}

/** A kind, or "name:kind" as in BREAKWATER_VANTAGE. */
function readVantage(text: string | undefined): Vantage {
  if (text === undefined || text === "") return defaultVantage;
  const parts = text.split(":");
  const kind = parts.pop() ?? "";
  return { name: parts.join(":") || defaultVantage.name, kind: oneOf("--vantage", kind, vantageKinds) };
}
