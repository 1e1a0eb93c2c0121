import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { admit } from "./admit.ts";
import type { Identity, Permission } from "./identity.ts";
import { entriesOf, parseInput, type RawInput } from "./parse-input.ts";
import { problemOf } from "./problem.ts";

const maxBodyBytes = 1024 * 1024;

interface RouteContext {
  params: Promise<RawInput>;
}

/**
 * Wraps a route handler. Path, query and JSON body become one object for the schema (the path wins). A handler's value
 * is sent as JSON; a Response passes through. Errors leave as application/problem+json.
 */
export function guardRoute<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  handle: (input: z.output<Schema>, request: { identity: Identity; request: Request }) => Promise<unknown>,
  successStatus = 200,
) {
  return async function guardedRoute(request: Request, context?: RouteContext): Promise<Response> {
    try {
      const identity = await admit(request.headers, permission);
      const query = entriesOf(new URL(request.url).searchParams);
      const body = request.method === "GET" || request.method === "DELETE" ? {} : await readBody(request);
      const input = parseInput(schema, { ...query, ...body, ...((await context?.params) ?? {}) });
      const value = await handle(input, { identity, request });
      if (value instanceof Response) return value;
      return Response.json(value ?? null, { status: successStatus, headers: { "cache-control": "no-store" } });
    } catch (error) {
      const problem = problemOf(error);
      const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
      return new Response(JSON.stringify(problem.body), { status: problem.status, headers });
    }
  };
}

/** A JSON object, or nothing. Other content types are refused: an HTML form elsewhere cannot send application/json. */
async function readBody(request: Request): Promise<RawInput> {
  const text = await request.text();
  if (text === "") return {};
  if (!request.headers.get("content-type")?.includes("application/json")) {
    throw new AppError("invalid", 'Send the body as JSON with "content-type: application/json".');
  }
  if (Buffer.byteLength(text) > maxBodyBytes) throw new AppError("invalid", "The body is over 1 MiB; send less.");
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as RawInput;
  } catch (error) {
    throw new AppError("invalid", "The body is not JSON.", { cause: error });
  }
  throw new AppError("invalid", "The body must be a JSON object.");
}
