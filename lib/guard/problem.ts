import { AppError, type AppErrorCode, messageOf } from "../domain/errors.ts";
import { InvalidInput } from "./parse-input.ts";

const status: Record<AppErrorCode, number> = {
  invalid: 422,
  "not-found": 404,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
};
const titles: Record<AppErrorCode, string> = {
  invalid: "The request does not fit",
  "not-found": "Not found",
  conflict: "In the way of something else",
  forbidden: "Not allowed",
  unavailable: "Not available now",
};

const positionsOf = ({ positions }: InvalidInput) => (Object.keys(positions).length > 0 ? { positions } : {});

/** RFC 9457 problem details of whatever was thrown; what we did not expect is logged and not told to the caller. */
export function problemOf(error: unknown): { status: number; body: Record<string, unknown> } {
  if (error instanceof AppError) {
    const body = {
      type: `about:blank#${error.code}`,
      title: titles[error.code],
      status: status[error.code],
      detail: error.message,
    };
    return {
      status: status[error.code],
      body: error instanceof InvalidInput ? { ...body, fields: error.fields, ...positionsOf(error) } : body,
    };
  }
  console.error("unexpected error:", error instanceof Error ? error.stack : messageOf(error));
  const detail = "Something broke on the server. Its log has the details; try again, and report it if it stays.";
  return { status: 500, body: { type: "about:blank", title: "Unexpected error", status: 500, detail } };
}

const digestPrefix = "BREAKWATER;";

/** Lets the sentence of an AppError through to error.tsx: Next keeps a digest that is already there. */
export function withDigest(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  return Object.assign(error, { digest: `${digestPrefix}${error.code};${error.message}` });
}
