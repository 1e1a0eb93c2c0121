import type { Observation, TlsVersion } from "../../domain/observation.ts";
import { tlsVersions } from "../../domain/observation.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { urlHost } from "../../domain/shell-quote.ts";

/** What answers prove of one setting. */
export interface WireReading {
  value: SettingValue;
  /** Clause: what was seen. */
  note: string;
  source: string;
  at: string;
  /**
   * Which declared values fit what was seen, where the wire shows only what kind of value it is; absent where it shows
   * the value itself.
   */
  fits?(declared: SettingValue): boolean;
}

export type WireReadings = ReadonlyMap<string, WireReading>;
export type NamedReading = readonly [setting: string, reading: WireReading];

/** A reading of the first observation that proves it; none where no observation does. */
export function provenBy(
  setting: string,
  seen: readonly Observation[],
  proves: (observation: Observation) => boolean,
  value: SettingValue | ((observation: Observation) => SettingValue),
  note: string,
  fits?: WireReading["fits"],
): NamedReading[] {
  const found = seen.find(proves);
  if (!found) return [];
  const source = `answer of ${urlHost(found.address)}:${found.port} to ${found.vantage.name}`;
  const reading = { value: typeof value === "function" ? value(found) : value, note, source, at: found.at };
  return [[setting, fits ? { ...reading, fits } : reading]];
}

/** The first reading of each setting counts. */
export function firstOfEach(readings: readonly NamedReading[]): WireReadings {
  return new Map(readings.toReversed());
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** True when a bind address or URL such as "127.0.0.1:10249" or "http://[::1]:2381" stays on the node. */
export function staysOnNode(address: string): boolean {
  const bare = address.replace(/^[a-z]+:\/\//, "");
  const host = bare.startsWith("[") ? bare.slice(1).split("]")[0] : bare.replace(/:\d+$/, "");
  return loopback.test(host ?? bare);
}

/** A listener that answers elsewhere is not bound to loopback alone. */
export const bindsBeyondNode: NonNullable<WireReading["fits"]> = (declared) => {
  const addresses = Array.isArray(declared) ? declared : [String(declared)];
  return addresses.some((address) => address !== "" && !staysOnNode(address));
};

export const isElsewhere = ({ vantage, state }: Observation) => state === "open" && vantage.kind !== "node-local";

/** The lowest version that was accepted, where each one below it was offered and refused. */
export function lowestVersion({ tls }: Observation): TlsVersion | null {
  for (const version of tlsVersions) {
    const answer = tls?.versions[version] ?? "unknown";
    if (answer === "accepted") return version;
    if (answer === "unknown") return null;
  }
  return null;
}

const versionNames: Record<TlsVersion, string> = {
  TLSv1: "VersionTLS10",
  "TLSv1.1": "VersionTLS11",
  "TLSv1.2": "VersionTLS12",
  "TLSv1.3": "VersionTLS13",
};

/** tlsMinVersion and tls-min-version as components write it; nothing named means TLS 1.2 for servers of Go 1.18 on. */
export function lowestTls(setting: string, seen: readonly Observation[]): NamedReading[] {
  const nameOf = (observation: Observation) => {
    const version = lowestVersion(observation);
    return version ? versionNames[version] : "";
  };
  return [...seen]
    .filter((observation) => lowestVersion(observation) !== null)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, 1)
    .flatMap((observation) => {
      const value = nameOf(observation);
      const fits = (declared: SettingValue) => (declared === "" ? "VersionTLS12" : declared) === value;
      return provenBy(setting, [observation], () => true, value, `${value} is the lowest that it accepts`, fits);
    });
}
