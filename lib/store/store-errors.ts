import { AppError, messageOf } from "../domain/errors.ts";

const unavailable = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1010",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);
const brokenConnection =
  /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|Connection terminated|connection timeout|timeout exceeded when trying to connect|server closed the connection|terminating connection|the database system is|Can't reach database|Query read timeout|not queryable|Connection ended|Server has closed|too many clients|password authentication failed|database .* does not exist/i;

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** Every message in the chain of causes: adapters put the driver's own words below theirs. */
function chainOf(error: unknown): string {
  const words: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current; depth += 1) {
    words.push(messageOf(current), codeOf(current));
    if (typeof current === "object" && "meta" in current) words.push(JSON.stringify(current.meta) ?? "");
    current = typeof current === "object" && "cause" in current ? current.cause : undefined;
  }
  return words.join(" ");
}

/** A table was dropped between looking it up and using it. */
export function isMissingTable(error: unknown): boolean {
  return /\b42P01\b/.test(chainOf(error));
}

/** What PostgreSQL cannot do at the moment, and what to do about it. */
function sentenceOf(chain: string): string | null {
  if (/\b53100\b|No space left on device/.test(chain)) {
    return "The disk of the database is full. Nothing of this was stored and nothing was lost: make room on it, or keep less under Settings, Retention; then try again.";
  }
  // A lock that was not free in time, or two writers that waited for each other.
  if (/\b(55P03|40P01)\b/.test(chain))
    return "The database is busy with these tables. Nothing was changed; it is tried again.";
  if (/no partition of relation/.test(chain)) {
    return "The month of this was removed by retention just now. Nothing was stored; it is tried again.";
  }
  return null;
}

/** Says in our words what Prisma and PostgreSQL say in theirs; what is not known stays as it is. */
export function translateError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const chain = chainOf(error);
  if (code === "P2002" || /\b23505\b/.test(chain)) {
    return new AppError("conflict", "There is one already with the same name or key.", { cause: error });
  }
  if (code === "P2025") return new AppError("not-found", "It is no longer there.", { cause: error });
  if (code === "P2003" || /\b23503\b/.test(chain)) {
    return new AppError("not-found", "What it belongs to is no longer there.", { cause: error });
  }
  if (/\b22(P02|007|008|003)\b/.test(chain)) {
    return new AppError(
      "invalid",
      "A value of the request does not fit: a number or a time is out of range, or the cursor is not of this list.",
      {
        cause: error,
      },
    );
  }
  if (/\b22021\b/.test(chain)) {
    return new AppError("invalid", "A text of the request has a NUL character in it, which cannot be kept or found.", {
      cause: error,
    });
  }
  const told = sentenceOf(chain);
  if (told) return new AppError("unavailable", told, { cause: error });
  if (unavailable.has(code) || brokenConnection.test(chain)) {
    const message = "The database cannot be reached. Nothing was lost; it is tried again when PostgreSQL answers.";
    return new AppError("unavailable", message, { cause: error });
  }
  return error;
}
