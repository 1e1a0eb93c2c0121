import { z } from "zod";
import type { Observation } from "../domain/observation.ts";
import type { PortState, Protocol } from "../domain/port-state.ts";
import { overlayUdpPorts, wellKnownPorts } from "../domain/well-known-ports.ts";
import { assertFactCount, defineImporter, type ImportPlace, plainLine } from "./define-importer.ts";
import { type NmapHost, type NmapPort, readNmapXml } from "./nmap-xml.ts";

const states: readonly PortState[] = ["open", "closed", "filtered", "open|filtered"];

export const nmap = defineImporter({
  format: "nmap",
  title: "nmap",
  madeBy: "nmap -p- -sV -iL nodes.txt -oX nmap.xml",
  recognises: (start) => /<nmaprun\b/.test(start),
  read(content, place) {
    const { run, interrupted } = readNmapXml(content);
    const tool = `nmap ${run["@version"]}`;
    const at = timeOf(run.runstats?.finished?.["@time"] ?? run["@start"]) ?? place.at;
    const left: { what: string; why: string }[] = [];
    if (interrupted)
      left.push({
        what: "hosts after the last one that nmap finished",
        why: "the file has no end: the scan was interrupted",
      });
    const observations = new Map<string, Observation>();
    for (const host of run.host) {
      const found = placeOf(host, place);
      if ("why" in found) {
        left.push(found);
        continue;
      }
      const about = { ...found, at: timeOf(host["@endtime"]) ?? at, tool, vantage: place.vantage };
      for (const seen of observationsOf(host, about))
        observations.set(`${seen.address} ${seen.port}/${seen.protocol}`, seen);
      assertFactCount("nmap", observations.size);
    }
    return {
      format: "nmap",
      tool: "nmap",
      toolVersion: run["@version"],
      at,
      opinions: [],
      observations: [...observations.values()],
      nodeReports: [],
      left,
    };
  },
});

/** Unix seconds as RFC 3339. */
function timeOf(seconds: number | undefined): string | null {
  return seconds === undefined || seconds <= 0 ? null : new Date(seconds * 1000).toISOString();
}

function placeOf(
  host: NmapHost,
  place: ImportPlace,
): { node: string; address: string } | { what: string; why: string } {
  const addresses = host.address.filter(({ "@addrtype": type }) => type !== "mac").map((entry) => entry["@addr"]);
  const what = plainLine(addresses.join(", ") || "a host without an address");
  if (host.status?.["@state"] === "down") return { what, why: "nmap took it to be down and looked at no port" };
  for (const address of addresses) {
    const node = place.findNode(address);
    if (node !== undefined) return { node, address };
  }
  return { what, why: "no node of this cluster has this address" };
}

type At = { node: string; address: string; at: string; tool: string; vantage: ImportPlace["vantage"] };

function observationsOf({ ports }: NmapHost, at: At): Observation[] {
  if (!ports) return [];
  const listed = ports.port.flatMap((port) => observationOf(port, at));
  const extra = ports.extraports.flatMap(({ "@state": state, extrareasons }) =>
    extrareasons.flatMap((reason) =>
      portsOf(reason["@ports"], protocolOf(reason["@proto"])).map((place) => ({
        ...place,
        state: portState(state),
        reason: reason["@reason"] ?? null,
      })),
    ),
  );
  const quiet = extra.flatMap(({ state, reason, ...place }) => (state ? [seen(place, state, reason, at)] : []));
  return [...listed, ...quiet];
}

interface PortPlace {
  port: number;
  protocol: Protocol;
}

const known: readonly PortPlace[] = wellKnownPorts.map(({ port }) => ({ port, protocol: "TCP" }));
const knownUdp: readonly PortPlace[] = overlayUdpPorts.map(({ port }) => ({ port, protocol: "UDP" }));

/** Of thousands of ports in one line, "1-2023,2025-3000", those that are well known: the rest tells nothing. */
function portsOf(list: string | undefined, protocol: Protocol | null): PortPlace[] {
  if (!list || !protocol) return [];
  const ranges = list.split(",").map((range) => {
    const [first = Number.NaN, last = first] = range.split("-").map(Number);
    return { first, last };
  });
  const places = protocol === "TCP" ? known : knownUdp;
  return places.filter(({ port }) => ranges.some(({ first, last }) => port >= first && port <= last));
}

const portState = (written: string) => states.find((state) => state === written);

function protocolOf(written: string | undefined): Protocol | null {
  return written === "tcp" ? "TCP" : written === "udp" ? "UDP" : null;
}

function observationOf(entry: NmapPort, at: At): Observation[] {
  const state = portState(entry.state["@state"]);
  const protocol = protocolOf(entry["@protocol"]);
  if (!state || !protocol) return [];
  const service = entry.service;
  // A name out of a table of port numbers says nothing of what answers.
  const probed = service?.["@method"] === "probed";
  const tunnel = probed && service["@tunnel"] ? `${service["@tunnel"]}/` : "";
  const name = probed && service["@name"] ? `${tunnel}${service["@name"]}` : null;
  const words = [name, service?.["@product"], service?.["@version"]].filter(Boolean).join(" ");
  const port = { port: entry["@portid"], protocol };
  return [
    {
      ...seen(port, state, entry.state["@reason"] ?? null, at),
      ...(words ? { banner: plainLine(withoutEntities(words)) } : {}),
    },
  ];
}

function seen(
  { port, protocol }: PortPlace,
  state: PortState,
  reason: string | null,
  { node, address, at, tool, vantage }: At,
): Observation {
  const words = reason === null ? null : plainLine(reason);
  const place = { node, address, port, protocol, vantage, at };
  return { ...place, state, service: null, rttMs: null, reason: words, importedFrom: tool };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const code = z.coerce.number().int().min(32).max(0x10ffff);

/** The five entities of XML and characters by number, once: nothing that a banner could expand. */
function withoutEntities(words: string): string {
  return words.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(x?[0-9a-fA-F]{1,6}));/g, (all, name?: string, hex?: string) => {
    if (name) return entities[name] ?? all;
    const parsed = code.safeParse(hex?.startsWith("x") ? `0${hex}` : hex);
    return parsed.success ? String.fromCodePoint(parsed.data) : all;
  });
}
