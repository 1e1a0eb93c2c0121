import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import type { Observation } from "../domain/observation.ts";
import type { PortState } from "../domain/port-state.ts";
import { defineImporter, type ImportPlace, plainLine } from "./define-importer.ts";
import { refuse } from "./read-json.ts";

const states: readonly PortState[] = ["open", "closed", "filtered", "open|filtered"];

const port = z.object({
  "@protocol": z.string(),
  "@portid": z.coerce.number().int().min(1).max(65_535),
  state: z.object({ "@state": z.string(), "@reason": z.string().optional() }),
  service: z
    .object({
      "@name": z.string().optional(),
      "@product": z.string().optional(),
      "@version": z.string().optional(),
      "@method": z.string().optional(),
    })
    .optional(),
});
type Port = z.output<typeof port>;

const host = z.object({
  "@endtime": z.coerce.number().optional(),
  address: z.array(z.object({ "@addr": z.string(), "@addrtype": z.string() })).default([]),
  ports: z.union([z.literal(""), z.object({ port: z.array(port).default([]) })]).optional(),
});

const file = z.object({
  nmaprun: z.object({
    "@scanner": z.literal("nmap"),
    "@version": z.string(),
    "@start": z.coerce.number().optional(),
    host: z.array(host).default([]),
    runstats: z.object({ finished: z.object({ "@time": z.coerce.number() }).optional() }).optional(),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseAttributeValue: false,
  // Nothing in a host's banner is to be expanded.
  processEntities: false,
  isArray: (name) => name === "host" || name === "port" || name === "address",
});

export const nmap = defineImporter({
  format: "nmap",
  title: "nmap",
  madeBy: "nmap -p- -sV -iL nodes.txt -oX nmap.xml",
  recognises: (start) => /<nmaprun\b/.test(start),
  read(content, place) {
    const { nmaprun } = parse(content);
    const tool = `nmap ${nmaprun["@version"]}`;
    const end = nmaprun.runstats?.finished?.["@time"] ?? nmaprun["@start"];
    const at = end === undefined ? place.at : new Date(end * 1000).toISOString();
    const left: { what: string; why: string }[] = [];
    const observations = nmaprun.host.flatMap((one) => {
      const addresses = one.address.filter(({ "@addrtype": type }) => type !== "mac").map((entry) => entry["@addr"]);
      const address = addresses.find((entry) => place.findNode(entry) !== undefined);
      const node = address === undefined ? undefined : place.findNode(address);
      if (address === undefined || node === undefined) {
        left.push({
          what: plainLine(addresses.join(", ") || "a host"),
          why: "no node of this cluster has this address",
        });
        return [];
      }
      const time = one["@endtime"] === undefined ? at : new Date(one["@endtime"] * 1000).toISOString();
      const ports = typeof one.ports === "object" ? one.ports.port : [];
      return ports.flatMap((entry) => observationOf(entry, { node, address, at: time, tool, vantage: place.vantage }));
    });
    return {
      format: "nmap",
      tool: "nmap",
      toolVersion: nmaprun["@version"],
      at,
      opinions: [],
      observations,
      nodeReports: [],
      left,
    };
  },
});

function parse(content: string): z.output<typeof file> {
  const valid = XMLValidator.validate(content);
  if (valid !== true) throw refuse("nmap", valid.err.line, valid.err.msg);
  const parsed = file.safeParse(parser.parse(content));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  const reason = `${path.join(".").replaceAll("@", "") || "nmaprun"}: ${issue?.message ?? "not understood"}`;
  throw refuse("nmap", lineOf(content, path), reason);
}

/** Line of the n-th host that a path names; the first where it names none. */
function lineOf(content: string, path: readonly string[]): number {
  const place = path.indexOf("host");
  const index = place === -1 ? -1 : Number(path[place + 1] ?? 0);
  const starts = [...content.matchAll(/<host\b(?!name)/g)].map((match) => match.index);
  return content.slice(0, starts[index] ?? 0).split("\n").length;
}

type At = { node: string; address: string; at: string; tool: string; vantage: ImportPlace["vantage"] };

function observationOf(entry: Port, { tool, ...place }: At): Observation[] {
  const state = states.find((one) => one === entry.state["@state"]);
  const protocol = entry["@protocol"] === "tcp" ? "TCP" : entry["@protocol"] === "udp" ? "UDP" : null;
  if (!state || !protocol) return [];
  const service = entry.service;
  // A name out of a table of port numbers says nothing of what answers.
  const recognised = service?.["@method"] === "probed" ? (service["@name"] ?? null) : null;
  const words = [service?.["@product"], service?.["@version"]].filter(Boolean).join(" ");
  return [
    {
      ...place,
      port: entry["@portid"],
      protocol,
      state,
      service: recognised === null ? null : plainLine(recognised),
      rttMs: null,
      reason: entry.state["@reason"] ? plainLine(entry.state["@reason"]) : null,
      importedFrom: tool,
      ...(words ? { banner: plainLine(words) } : {}),
    },
  ];
}
