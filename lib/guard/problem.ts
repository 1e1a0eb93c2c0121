import { AppError, type AppErrorCode, messageOf } from "../domain/errors.ts";
import type { Language } from "../domain/preferences.ts";
import { inReadersWords } from "../messages/in-readers-words.ts";
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

const unexpected = {
  title: "Unexpected error",
  detail: "Something broke on the server. Its log has the details; try again, and report it if it stays.",
};

/** What a refusal tells, in the words of who reads it: one sentence, and one for each field that does not fit. */
export function refusalOf(error: AppError, language?: Language): { message: string; fields: Record<string, string> } {
  const told = Object.entries(error instanceof InvalidInput ? error.fields : {}).map(
    ([field, sentence]) => [field, inReadersWords(sentence, language)] as const,
  );
  return { message: inReadersWords(error.message, language), fields: Object.fromEntries(told) };
}

/** RFC 9457 problem details of whatever was thrown; what we did not expect is logged and not told to the caller. */
export function problemOf(error: unknown, language: Language): { status: number; body: Record<string, unknown> } {
  const told = (sentence: string) => inReadersWords(sentence, language);
  if (error instanceof AppError) {
    const { message, fields } = refusalOf(error, language);
    const body = {
      type: `about:blank#${error.code}`,
      title: told(titles[error.code]),
      status: status[error.code],
      detail: message,
    };
    return {
      status: status[error.code],
      body: error instanceof InvalidInput ? { ...body, fields, ...positionsOf(error) } : body,
    };
  }
  console.error("unexpected error:", error instanceof Error ? error.stack : messageOf(error));
  const { title, detail } = unexpected;
  return { status: 500, body: { type: "about:blank", title: told(title), status: 500, detail: told(detail) } };
}

const digestPrefix = "BREAKWATER;";

/** Lets the sentence of an AppError through to error.tsx, in the words of who reads it: Next keeps a digest that is already there. */
export function withDigest(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  return Object.assign(error, { digest: `${digestPrefix}${error.code};${inReadersWords(error.message)}` });
}
