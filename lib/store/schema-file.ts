export interface SchemaColumn {
  name: string;
  /** As information_schema.columns.udt_name says it: "text", "timestamptz", "_text". */
  type: string;
  nullable: boolean;
}

export interface SchemaTable {
  name: string;
  columns: SchemaColumn[];
  primaryKey: string[];
  /** Column lists, "unique " in front of unique ones. */
  indexes: string[];
  /** "column -> Table". */
  foreignKeys: string[];
}

const postgresTypes: Record<string, string> = {
  String: "text",
  Boolean: "bool",
  Int: "int4",
  BigInt: "int8",
  Float: "float8",
  Json: "jsonb",
  DateTime: "timestamptz",
  Bytes: "bytea",
};

const columnList = (text: string): string[] => text.split(",").map((name) => name.trim());

function readBlockAttribute(table: SchemaTable, line: string): void {
  const attribute = line.match(/^@@(id|unique|index)\(\[([^\]]+)\]/);
  if (!attribute?.[2]) throw new Error(`schema.prisma, model ${table.name}: "${line}" is not understood.`);
  const columns = columnList(attribute[2]);
  if (attribute[1] === "id") table.primaryKey = columns;
  else table.indexes.push(`${attribute[1] === "unique" ? "unique " : ""}${columns.join(", ")}`);
}

/** Type that a field has in the database; undefined for a relation. */
function nativeType(type: string, attributes: string): string | undefined {
  if (attributes.includes("@db.SmallInt")) return "int2";
  if (attributes.includes("@db.Date")) return "date";
  return /^Unsupported\("(\w+)"\)$/.exec(type)?.[1] ?? postgresTypes[type];
}

function readField(table: SchemaTable, line: string): void {
  const field = line.match(/^(\w+)\s+(\w+(?:\("\w+"\))?)(\[\]|\?)?\s*(.*)$/);
  const [, name, type, suffix, attributes = ""] = field ?? [];
  if (!name || !type) throw new Error(`schema.prisma, model ${table.name}: "${line}" is not understood.`);
  const relation = attributes.match(/@relation\(fields: \[(\w+)\]/);
  if (relation) table.foreignKeys.push(`${relation[1]} -> ${type}`);
  const native = nativeType(type, attributes);
  if (!native) return; // a relation or its other side has no column of its own
  if (native === "timestamptz" && !attributes.includes("@db.Timestamptz(3)")) {
    throw new Error(`schema.prisma, ${table.name}.${name}: a time needs @db.Timestamptz(3).`);
  }
  table.columns.push({ name, type: suffix === "[]" ? `_${native}` : native, nullable: suffix === "?" });
  if (/@id\b/.test(attributes)) table.primaryKey = [name];
  if (/@unique\b/.test(attributes)) table.indexes.push(`unique ${name}`);
}

/** Reads the models of a schema.prisma as the tables they stand for; throws on a line that it does not understand. */
export function readSchemaFile(text: string): SchemaTable[] {
  const tables: SchemaTable[] = [];
  for (const block of text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const table: SchemaTable = { name: block[1] ?? "", columns: [], primaryKey: [], indexes: [], foreignKeys: [] };
    for (const raw of (block[2] ?? "").split("\n")) {
      const line = raw.replace(/\/\/.*$/, "").trim();
      if (line.startsWith("@@")) readBlockAttribute(table, line);
      else if (line) readField(table, line);
    }
    tables.push(table);
  }
  return tables;
}
