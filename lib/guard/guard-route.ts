import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { withReadersWords } from "../messages/in-readers-words.ts";
import { admit, refuseForeignOrigin } from "./admit.ts";
import type { Identity, Permission } from "./identity.ts";
import { entriesOf, parseInput, type RawInput } from "./parse-input.ts";
import { problemOf } from "./problem.ts";
import { languageOf } from "./request-reader.ts";

const maxBodyBytes = 1024 * 1024;

interface RouteOptions {
  /** Bytes of a body; 1 MiB unless told otherwise. */
  maxBodyBytes?: number;
  /** Takes multipart/form-data as well; a file becomes a File of the input. */
  takesFiles?: boolean;
  /** Takes application/yaml as well: the whole body becomes this field. No form elsewhere can send that type. */
  textField?: string;
}

interface RouteContext {
  params: Promise<RawInput>;
}

/**
 * Wraps a route handler. Path, query and JSON body become one object for the schema (the path wins). A handler's value
 * is sent as JSON, its sentences in the words of who asks; a Response passes through. Errors leave as
 * application/problem+json.
 */
export function guardRoute<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  handle: (input: z.output<Schema>, request: { identity: Identity; request: Request }) => Promise<unknown>,
  successStatus = 200,
  options: RouteOptions = {},
) {
  return async function guardedRoute(request: Request, context?: RouteContext): Promise<Response> {
    const language = languageOf(request.headers);
    try {
      const identity = await admit(request.headers, permission);
      if (request.method !== "GET" && request.method !== "HEAD") refuseForeignOrigin(request.headers);
      const query = entriesOf(new URL(request.url).searchParams);
      const body = ["GET", "HEAD", "DELETE"].includes(request.method) ? {} : await readBody(request, options);
      const input = parseInput(schema, { ...query, ...body, ...((await context?.params) ?? {}) });
      const value = await handle(input, { identity, request });
      if (value instanceof Response) return value;
      return Response.json(withReadersWords(value ?? null, language), {
        status: successStatus,
        headers: { "cache-control": "no-store" },
      });
    } catch (error) {
      const problem = problemOf(error, language);
      const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
      return new Response(JSON.stringify(problem.body), { status: problem.status, headers });
    }
  };
}

/** A JSON object, or nothing. Other content types are refused: an HTML form elsewhere cannot send application/json. */
async function readBody(request: Request, { maxBodyBytes: limit = maxBodyBytes, takesFiles, textField }: RouteOptions) {
  const bytes = await readLimited(request, limit);
  if (bytes.length === 0) return {};
  // The type itself: "text/plain; x=application/json" is one that a form may send.
  const written = request.headers.get("content-type") ?? "";
  const type = written.split(";")[0]?.trim().toLowerCase();
  if (takesFiles && type === "multipart/form-data") return readForm(bytes, written);
  if (textField && type === "application/yaml") return { [textField]: bytes.toString("utf8") };
  if (type !== "application/json") {
    throw new AppError("invalid", 'Send the body as JSON with "content-type: application/json".');
  }
  try {
    const parsed: unknown = JSON.parse(bytes.toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as RawInput;
  } catch (error) {
    throw new AppError("invalid", "The body is not JSON.", { cause: error });
  }
  throw new AppError("invalid", "The body must be a JSON object.");
}

/** A form of this server's own pages or of another program: pages elsewhere are turned away by their origin. */
async function readForm(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<RawInput> {
  try {
    return entriesOf(await new Response(bytes, { headers: { "content-type": contentType } }).formData());
  } catch (error) {
    throw new AppError("invalid", "The body is no form that can be read.", { cause: error });
  }
}

/** Stops reading at the limit, so that a body of any length costs no more than that; one that says its length costs nothing. */
async function readLimited(request: Request, limit: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () => new AppError("invalid", `The body is over ${Math.round(limit / 1024 / 1024)} MiB; send less.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
