import { distributions } from "../../domain/distribution.ts";
import { baselineRoles, portRange } from "../../domain/expected-port.ts";
import type { BaselineEntry, BaselineNodes } from "../../domain/port-baseline.ts";
import { protocols } from "../../domain/port-state.ts";
import { type VantageKind, vantageKinds } from "../../domain/vantage.ts";
import { type Place, quoted, type YamlReader } from "./yaml-reader.ts";

/** In the order in which they are written. */
export const entryKeys = ["ports", "protocol", "nodes", "from", "service", "owner", "because", "until"] as const;
const nodeKeys = ["role", "distribution", "name"] as const;
const mostChars = 500;
const nodeName = /^[a-z0-9.*-]{1,253}$/i;
const serviceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

type Fields = Map<string, { value: unknown; at: Place }>;

/** One item of `expected`; null where it cannot be read, and the reader knows why. */
export function readEntry(reader: YamlReader, node: unknown, place: Place): BaselineEntry | null {
  const here = reader.placeOf(node, place);
  const before = reader.problems.length;
  const fields = reader.fields(node, "An entry", entryKeys, place);
  // A key that is missing under its own name is said once, at the word that is wrong.
  if (!fields || reader.problems.length > before) return null;
  const ports = readPorts(reader, fields, here);
  const protocolField = fields.get("protocol");
  const protocol = protocolField ? reader.oneOf(protocolField.value, "protocol", protocols, protocolField.at) : "TCP";
  const nodes = readNodes(reader, fields);
  const from = readFrom(reader, fields);
  const service = readText(reader, fields, "service");
  const owner = readText(reader, fields, "owner");
  const until = readUntil(reader, fields);
  const because = fields.has("because")
    ? readText(reader, fields, "because")
    : reader.error(here, "An entry needs because: why the port has to be open.");
  if (service && !serviceName.test(service)) serviceWrong(reader, fields, service);
  if (ports === null || protocol === null || nodes === null || !because) return null;
  const isBroken = reader.problems.slice(before).some(({ severity }) => severity === "error");
  if (isBroken) return null;
  return {
    ports,
    protocol,
    nodes,
    ...(from ? { from } : {}),
    ...(service ? { service } : {}),
    ...(owner ? { owner } : {}),
    because,
    ...(until ? { until } : {}),
  };
}

function serviceWrong(reader: YamlReader, fields: Fields, service: string): null {
  const at = fields.get("service")?.at ?? { offset: 0 };
  return reader.error(at, `service cannot be ${quoted(service)}; write "namespace/name".`);
}

function readPorts(reader: YamlReader, fields: Fields, here: Place): string | null {
  const field = fields.get("ports");
  if (!field) return reader.error(here, "An entry needs ports: 10250, or a range 30000-32767.");
  const text = reader.text(field.value, "ports", field.at)?.replaceAll(/\s*-\s*/g, "-");
  if (text === undefined) return null;
  const range = portRange(text);
  if (range) return range[0] === range[1] ? String(range[0]) : range.join("-");
  return reader.error(field.at, `ports cannot be ${quoted(text)}; write one port, 10250, or a range, 30000-32767.`);
}

function readNodes(reader: YamlReader, fields: Fields): BaselineNodes | null {
  const field = fields.get("nodes");
  if (!field) return {};
  const inner = reader.fields(field.value, "nodes", nodeKeys, field.at);
  if (!inner) return null;
  const nodes: BaselineNodes = {};
  const [role, distribution, name] = nodeKeys.map((key) => inner.get(key));
  const roleWord = role && reader.oneOf(role.value, "role", baselineRoles, role.at);
  if (roleWord) nodes.role = roleWord;
  const product = distribution && reader.oneOf(distribution.value, "distribution", distributions, distribution.at);
  if (product) nodes.distribution = product;
  const glob = name && reader.text(name.value, "name", name.at);
  if (name && glob && !nodeName.test(glob))
    return reader.error(name.at, `name cannot be ${quoted(glob)}; write a node's name, with * for anything.`);
  if (glob) nodes.name = glob;
  return nodes;
}

function readFrom(reader: YamlReader, fields: Fields): VantageKind[] | null {
  const field = fields.get("from");
  if (!field) return null;
  const items = reader.list(field.value, "from", field.at);
  if (!items) return null;
  if (items.length === 0)
    return reader.error(
      field.at,
      "from is empty, so that the port would be expected from nowhere; leave it out for everywhere.",
    );
  const kinds = items.flatMap((item) => reader.oneOf(item, "from", vantageKinds, field.at) ?? []);
  return vantageKinds.filter((kind) => kinds.includes(kind));
}

function readText(reader: YamlReader, fields: Fields, key: "service" | "owner" | "because"): string | null {
  const field = fields.get(key);
  const text = field ? reader.text(field.value, key, field.at) : null;
  if (!field || text === null || text.length <= mostChars) return text;
  return reader.error(field.at, `${key} is ${text.length} characters long; ${mostChars} are possible.`);
}

function readUntil(reader: YamlReader, fields: Fields): string | null {
  const field = fields.get("until");
  if (!field) return null;
  const text = reader.text(field.value, "until", field.at);
  if (text === null) return null;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const isDay = date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isDay ? text : reader.error(field.at, `until cannot be ${quoted(text)}; write its last day, 2027-03-31.`);
}
