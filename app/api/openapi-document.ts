import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { type Operation, operations } from "./operations.ts";

/** OpenAPI 3.1 document of the HTTP API, made from the schemas that validate its input. */
export function openapiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const entry of operations) paths[entry.path] = { ...paths[entry.path], [entry.method]: describe(entry) };
  const description = "Lists answer {items, nextCursor, total}. Times are RFC 3339 UTC.";
  return {
    openapi: "3.1.0",
    info: { title: "Breakwater", version: packageJson.version, description },
    paths,
    components: { responses: { Problem: problem } },
  };
}

const text = { type: "string" };
const problemSchema = {
  type: "object",
  required: ["title", "status", "detail"],
  properties: { type: text, title: text, status: { type: "integer" }, detail: text, fields: { type: "object" } },
};
const problem = {
  description: "RFC 9457 problem details; `detail` says what was wrong and what to do.",
  content: { "application/problem+json": { schema: problemSchema } },
};

interface JsonSchema {
  properties?: Record<string, object>;
  required?: string[];
}

function describe(entry: Operation) {
  const { properties = {}, required = [] } = z.toJSONSchema(entry.input, {
    io: "input",
    unrepresentable: "any",
  }) as JsonSchema;
  const inPath = [...entry.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const others = Object.entries(properties).filter(([name]) => !inPath.includes(name));
  const path = inPath.map((name) => ({ name, in: "path", required: true, schema: text }));
  const query = others.map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }));
  const schema = {
    type: "object",
    properties: Object.fromEntries(others),
    required: required.filter((name) => !inPath.includes(name)),
  };
  const hasBody = ["post", "put", "patch"].includes(entry.method) && others.length > 0;
  return {
    summary: entry.summary,
    parameters: entry.method === "get" ? [...path, ...query] : path,
    ...(hasBody ? { requestBody: { required: true, content: contentOf(schema) } } : {}),
    responses: { [entry.status]: { description: "Done" }, default: { $ref: "#/components/responses/Problem" } },
  };
}

/** What takes a file takes it as a form as well. */
function contentOf(schema: { properties: Record<string, object> }) {
  return {
    "application/json": { schema },
    ...("file" in schema.properties ? { "multipart/form-data": { schema } } : {}),
  };
}
