import { z } from "zod";
import { settingComponents } from "../domain/setting.ts";
import { defineImporter, plainLine } from "./define-importer.ts";
import { readJson, refuse } from "./read-json.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const file = z.object({
  schemaVersion: z.literal(1),
  tool: z.literal("breakwater-node-report"),
  node: z.string().min(1).max(253),
  at: z.iso.datetime({ offset: true }),
  listeners: z
    .array(
      z.object({
        address: z.string().max(64),
        port: z.number().int().min(1).max(65_535),
        protocol: z.enum(["TCP", "UDP"]),
        process: z.string().max(64).nullable(),
      }),
    )
    .nullable(),
  sysctls: z.record(z.string(), z.string()).nullable(),
  settings: z.array(
    z.object({
      component: z.enum(settingComponents),
      kind: z.enum(["command-line", "drop-in", "file"]),
      name: z.string().max(300),
      values: z.record(z.string(), value),
    }),
  ),
  certificates: z
    .array(
      z.object({
        path: z.string().max(300),
        subject: z.string().max(300),
        notAfter: z.iso.datetime({ offset: true }),
        isAuthority: z.boolean(),
      }),
    )
    .nullable(),
  connections: z
    .array(
      z.object({
        port: z.number().int().min(1).max(65_535),
        peer: z.union([z.ipv4(), z.ipv6()]),
        count: z.number().int().min(1),
      }),
    )
    .nullable()
    .default(null),
  firewalls: z.array(z.enum(["nftables", "iptables", "ufw", "firewalld"])).nullable(),
});

/** Names of settings whose values are secrets by themselves; "authentication-token-webhook" is none. */
const secret = /(?:^|[.-])(?:(?:agent-|bootstrap-)?token|password|passwd|secret)$|URLHeader/i;

/** Addresses may carry a password: "https://user:…@etcd-1:2379". */
function withoutPassword<Value>(given: Value): Value | string | string[] {
  const hide = (text: string) => text.replaceAll(/(\/\/[^\s/:@]*:)[^\s/@]+@/g, "$1…@");
  if (Array.isArray(given)) return given.map((entry) => hide(String(entry)));
  return typeof given === "string" ? hide(given) : given;
}

/** What was read on a node itself, by the script of the documentation. */
export const nodeReport = defineImporter({
  format: "node-report",
  title: "Breakwater node report",
  madeBy: "sudo sh breakwater-node-report.sh > node-report.json",
  recognises: (start) => /"breakwater-node-report"/.test(start),
  read(content, place) {
    const parsed = readJson(content, file, "node report");
    const node = place.findNode(parsed.node);
    if (node === undefined)
      throw refuse("node report", 1, `no node of this cluster is called "${plainLine(parsed.node)}"`);
    const at = new Date(parsed.at).toISOString();
    const settings = parsed.settings.map((source) => ({
      ...source,
      node,
      at,
      values: Object.fromEntries(
        Object.entries(source.values).flatMap(([name, given]) =>
          secret.test(name) ? [] : [[plainLine(name), withoutPassword(given)]],
        ),
      ),
    }));
    const { listeners, sysctls, certificates, connections, firewalls, tool } = parsed;
    return {
      format: "node-report",
      tool,
      toolVersion: String(parsed.schemaVersion),
      at,
      opinions: [],
      observations: [],
      nodeReports: [{ node, at, tool, listeners, sysctls, settings, certificates, connections, firewalls }],
      left: [],
    };
  },
});
