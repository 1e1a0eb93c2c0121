import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { lineAt, refuse } from "./read-json.ts";

const port = z.object({
  "@protocol": z.string(),
  "@portid": z.coerce.number().int().min(0).max(65_535),
  state: z.object({ "@state": z.string(), "@reason": z.string().optional() }),
  service: z
    .object({
      "@name": z.string().optional(),
      "@product": z.string().optional(),
      "@version": z.string().optional(),
      "@method": z.string().optional(),
      "@tunnel": z.string().optional(),
    })
    .optional(),
});
export type NmapPort = z.output<typeof port>;

const extra = z.object({
  "@state": z.string(),
  extrareasons: z
    .array(
      z.object({
        "@reason": z.string().optional(),
        "@proto": z.string().optional(),
        "@ports": z.string().optional(),
      }),
    )
    .default([]),
});

/** An element without content is read as an empty text. */
const ports = z
  .union([z.literal("").transform(() => ({})), z.object({}).loose()])
  .pipe(z.object({ port: z.array(port).default([]), extraports: z.array(extra).default([]) }));

const host = z.object({
  "@endtime": z.coerce.number().optional(),
  status: z.object({ "@state": z.string() }).optional(),
  address: z.array(z.object({ "@addr": z.string(), "@addrtype": z.string() })).default([]),
  ports: ports.optional(),
});
export type NmapHost = z.output<typeof host>;

const run = z.object({
  "@scanner": z.literal("nmap"),
  "@version": z.string(),
  "@start": z.coerce.number().optional(),
  host: z.array(host).default([]),
  runstats: z.object({ finished: z.object({ "@time": z.coerce.number() }).optional() }).optional(),
});
export type NmapRun = z.output<typeof run>;
const file = z.object({ nmaprun: run });

/** More machines than any cluster has nodes, by far. */
const hostLimit = 100_000;

const lists = ["host", "port", "address", "extraports", "extrareasons"];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseAttributeValue: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Nothing in a host's banner is to be expanded.
  processEntities: false,
  // What scripts print is deep and is not read.
  stopNodes: ["*.script", "*.hostscript", "*.os", "*.trace"],
  isArray: (name) => lists.includes(name),
});

/** Reads nmap's XML. `interrupted`: its end is missing, and the hosts before are whole. AppError "invalid" with the line. */
export function readNmapXml(content: string): { run: NmapRun; interrupted: boolean } {
  refuseTricks(content);
  const interrupted = endsBetweenHosts(content);
  const text = interrupted ? `${content}</nmaprun>` : content;
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    if (content.slice(-2000).includes("</nmaprun>")) throw refuse("nmap", valid.err.line, valid.err.msg);
    throw refuse("nmap", lineAt(content, content.trimEnd().length), "it ends in the middle of a host");
  }
  const parsed = file.safeParse(parser.parse(text));
  if (parsed.success) return { run: parsed.data.nmaprun, interrupted };
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  const reason = `${path.join(".").replaceAll("@", "") || "nmaprun"}: ${issue?.message ?? "not understood"}`;
  throw refuse("nmap", lineOf(content, path), reason);
}

/** nmap declares no entities, and no document type of its own. */
function refuseTricks(content: string): void {
  const declared = /<!ENTITY|<!DOCTYPE[^>[]*\[/i.exec(content);
  if (declared) throw refuse("nmap", lineAt(content, declared.index), "it declares entities, which nmap never does");
  let hosts = 0;
  for (const { index } of content.matchAll(/<host[ >]/g)) {
    hosts += 1;
    if (hosts > hostLimit)
      throw refuse("nmap", lineAt(content, index), `it has more than ${hostLimit} hosts; scan the nodes alone`);
  }
}

/** A scan that is stopped leaves the hosts it finished, and no end. */
function endsBetweenHosts(content: string): boolean {
  const end = content.slice(-2000).trimEnd();
  return /<nmaprun\b/.test(content.slice(0, 4096)) && /(?:<\/host>|<task\w+ [^<>]*\/>|<\/hosthint>)$/.test(end);
}

/** Line of the n-th host that a path names; the first where it names none. */
function lineOf(content: string, path: readonly string[]): number {
  const place = path.indexOf("host");
  const index = place === -1 ? -1 : Number(path[place + 1] ?? 0);
  const starts = [...content.matchAll(/<host[ >]/g)].map((match) => match.index);
  return lineAt(content, starts[index] ?? 0);
}
