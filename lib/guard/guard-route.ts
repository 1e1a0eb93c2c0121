import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { admit, refuseForeignOrigin } from "./admit.ts";
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
      if (request.method !== "GET" && request.method !== "HEAD") refuseForeignOrigin(request.headers);
      const query = entriesOf(new URL(request.url).searchParams);
      const body = ["GET", "HEAD", "DELETE"].includes(request.method) ? {} : await readBody(request);
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
  const text = await readLimited(request);
  if (text === "") return {};
  // The type itself: "text/plain; x=application/json" is one that a form may send.
  if (request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw new AppError("invalid", 'Send the body as JSON with "content-type: application/json".');
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as RawInput;
  } catch (error) {
    throw new AppError("invalid", "The body is not JSON.", { cause: error });
  }
  throw new AppError("invalid", "The body must be a JSON object.");
}

/** Stops reading at the limit, so that a body of any length costs no more than that. */
async function readLimited(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new AppError("invalid", "The body is over 1 MiB; send less.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
