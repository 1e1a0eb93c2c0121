import { z } from "zod";
import type { Observation } from "../domain/observation.ts";
import { defineImporter, type ImportPlace, plainLine, timeOf } from "./define-importer.ts";
import { parseJson, refuse } from "./read-json.ts";

const number = z.number().int().min(0).max(65_535);
const words = z.string().max(2000).optional();
const line = z.object({
  host: words,
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** A number; an object up to version 2.1. 0: the host answers, and no port was looked for. */
  port: z.union([number, z.object({ Port: number }).transform(({ Port }) => Port)]).default(0),
  protocol: words,
  tls: z.boolean().optional(),
  timestamp: words,
  name: words,
  product: words,
  version: words,
});
type Line = z.output<typeof line>;

export const naabu = defineImporter({
  format: "naabu",
  title: "naabu",
  madeBy: "naabu -list nodes.txt -json -output naabu.jsonl",
  recognises: (start) => /^\s*\{[^\n]*"(?:ip|host)"[^\n]*"(?:port|timestamp)"/.test(start),
  read(content, place) {
    const observations = new Map<string, Observation>();
    const left = new Map<string, string>();
    let index = 0;
    for (const text of lines(content)) {
      index += 1;
      if (text.trim() === "") continue;
      const seen = parseLine(text, index);
      const address = seen.ip ?? seen.host ?? "";
      const node = place.findNode(address);
      if (node === undefined) left.set(plainLine(address), "no node of this cluster has this address");
      else if (seen.port === 0) left.set(plainLine(address), "the host answers, but the line names no port");
      else observe(observations, { ...seen, node, address, place });
    }
    const at = [...observations.values()].reduce((latest, seen) => (seen.at > latest ? seen.at : latest), "");
    return {
      format: "naabu",
      tool: "naabu",
      toolVersion: null,
      at: at || place.at,
      opinions: [],
      observations: [...observations.values()],
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

function* lines(content: string): Generator<string> {
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf("\n", start);
    yield content.slice(start, end === -1 ? content.length : end);
    start = end === -1 ? content.length : end + 1;
  }
}

function parseLine(text: string, index: number): Line {
  if (!text.trimStart().startsWith("{")) throw refuse("naabu", index, "it is no JSON object; run naabu with -json");
  let value: unknown;
  try {
    value = parseJson(text, "naabu");
  } catch {
    throw refuse("naabu", index, "it is no complete JSON object; naabu may have been stopped while it wrote");
  }
  const parsed = line.safeParse(value);
  if (parsed.success && (parsed.data.ip ?? parsed.data.host)) return parsed.data;
  const [issue] = parsed.error?.issues ?? [];
  if (issue?.path[0] === "port") throw refuse("naabu", index, "port: a number from 1 to 65535 is wanted");
  throw refuse("naabu", index, issue ? `${issue.path.join(".") || "the line"}: ${issue.message}` : "ip: is missing");
}

interface Seen extends Line {
  node: string;
  address: string;
  place: ImportPlace;
}

function observe(observations: Map<string, Observation>, seen: Seen): void {
  const { node, address, port, place } = seen;
  // naabu's UDP scan calls a port open because nothing came back: that is open|filtered in nmap's words.
  const isUdp = seen.protocol === "udp";
  const protocol = isUdp ? "UDP" : "TCP";
  const banner = [seen.tls ? "TLS" : "", seen.name, seen.product, seen.version].filter(Boolean).join(" ");
  observations.set(`${address} ${port}/${protocol}`, {
    node,
    address,
    port,
    protocol,
    state: isUdp ? "open|filtered" : "open",
    service: null,
    vantage: place.vantage,
    at: timeOf(seen.timestamp) ?? place.at,
    rttMs: null,
    reason: isUdp ? "no-response" : "syn-ack",
    importedFrom: "naabu",
    ...(banner ? { banner: plainLine(banner) } : {}),
  });
}
