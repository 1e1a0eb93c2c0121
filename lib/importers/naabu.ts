import { z } from "zod";
import type { Observation } from "../domain/observation.ts";
import { defineImporter, plainLine } from "./define-importer.ts";
import { refuse } from "./read-json.ts";

const line = z.object({
  host: z.string().optional(),
  ip: z.union([z.ipv4(), z.ipv6()]),
  port: z.union([
    z.number().int().min(1).max(65_535),
    z.object({ Port: z.number().int().min(1).max(65_535) }).transform(({ Port }) => Port),
  ]),
  protocol: z.enum(["tcp", "udp"]).optional(),
  timestamp: z.iso.datetime({ offset: true, local: true }).optional(),
});

export const naabu = defineImporter({
  format: "naabu",
  title: "naabu",
  madeBy: "naabu -list nodes.txt -json -output naabu.jsonl",
  recognises: (start) => /^\s*\{[^\n]*"(ip|host)"[^\n]*"port"/.test(start),
  read(content, place) {
    const observations: Observation[] = [];
    const left = new Map<string, string>();
    for (const [index, words] of content.split("\n").entries()) {
      if (words.trim() === "") continue;
      const seen = parseLine(words, index + 1);
      const node = place.findNode(seen.ip);
      if (node === undefined) {
        left.set(plainLine(seen.ip), "no node of this cluster has this address");
        continue;
      }
      // naabu's UDP scan calls a port open because nothing came back: that is open|filtered in nmap's words.
      const isUdp = seen.protocol === "udp";
      observations.push({
        node,
        address: seen.ip,
        port: seen.port,
        protocol: isUdp ? "UDP" : "TCP",
        state: isUdp ? "open|filtered" : "open",
        service: null,
        vantage: place.vantage,
        at: seen.timestamp ? new Date(seen.timestamp).toISOString() : place.at,
        rttMs: null,
        reason: isUdp ? "no-response" : "syn-ack",
        importedFrom: "naabu",
      });
    }
    const at =
      observations
        .map((seen) => seen.at)
        .sort()
        .at(-1) ?? place.at;
    return {
      format: "naabu",
      tool: "naabu",
      toolVersion: null,
      at,
      opinions: [],
      observations: withoutDoubles(observations),
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

function parseLine(words: string, number: number): z.output<typeof line> {
  let value: unknown;
  try {
    value = JSON.parse(words);
  } catch {
    throw refuse("naabu", number, "it is no JSON object; run naabu with -json");
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse("naabu", number, `${issue?.path.join(".") || "the line"}: ${issue?.message ?? "not understood"}`);
}

function withoutDoubles(observations: Observation[]): Observation[] {
  return [...new Map(observations.map((seen) => [`${seen.address} ${seen.port}/${seen.protocol}`, seen])).values()];
}
