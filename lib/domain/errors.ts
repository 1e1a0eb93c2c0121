export type AppErrorCode = "invalid" | "not-found" | "conflict" | "forbidden" | "unavailable";

/** What must not happen, with a sentence that says what was wrong and what to do. Field trouble is a value instead. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  constructor(code: AppErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0 && !error.message) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
