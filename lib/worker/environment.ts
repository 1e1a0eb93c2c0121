import { z } from "zod";
import { AppError, messageOf } from "../domain/errors.ts";
import { defaultVantage, type Vantage, type VantageKind, vantageKinds } from "../domain/vantage.ts";
import { parseEndpoint } from "../scan/index.ts";

export interface WorkerEnvironment {
  databaseUrl: string;
  vantage: Vantage;
  /** The cloud's metadata service, asked only where it is named; null leaves it alone. */
  metadataEndpoint: string | null;
  /** Given by the supervisor, so that a worker that it starts again knows what its predecessor left. */
  workerId: string | null;
}

function isVantageKind(word: string): word is VantageKind {
  return vantageKinds.some((kind) => kind === word);
}

/** Reads "office VPN:other-network" or a kind alone. Throws AppError("invalid") that names the variable. */
export function parseVantage(text: string | undefined): Vantage {
  if (text === undefined || text.trim() === "") return defaultVantage;
  const at = text.lastIndexOf(":");
  const kind = text.slice(at + 1).trim();
  const name = at < 0 ? defaultVantage.name : text.slice(0, at).trim();
  if (!isVantageKind(kind) || !/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u.test(name)) {
    throw new AppError(
      "invalid",
      `BREAKWATER_VANTAGE is "${text}"; it must be NAME:KIND or KIND, where KIND is one of ${vantageKinds.join(", ")}.`,
    );
  }
  return { name, kind };
}

/** Reads "169.254.169.254:80". Throws AppError("invalid") that names the variable. */
export function parseMetadataEndpoint(text: string | undefined): string | null {
  if (text === undefined || text.trim() === "") return null;
  try {
    parseEndpoint(text);
    return text.trim();
  } catch (error) {
    throw new AppError("invalid", `BREAKWATER_METADATA_ENDPOINT: ${messageOf(error)}`, { cause: error });
  }
}

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** Throws AppError("invalid") unless the text is a PostgreSQL URL; never repeats it, as it may hold a password. */
export function parseDatabaseUrl(text: string): string {
  if (!databaseUrl.safeParse(text).success) {
    throw new AppError("invalid", "DATABASE_URL must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE.");
  }
  return text;
}

/** What the worker is told by its environment. Throws AppError("invalid") that names the wrong variable. */
export function readWorkerEnvironment(env: Record<string, string | undefined>): WorkerEnvironment {
  if (!env.DATABASE_URL) {
    throw new AppError("invalid", "DATABASE_URL is not set; the worker needs it (npm start and npm run demo set it).");
  }
  return {
    databaseUrl: parseDatabaseUrl(env.DATABASE_URL),
    vantage: parseVantage(env.BREAKWATER_VANTAGE),
    metadataEndpoint: parseMetadataEndpoint(env.BREAKWATER_METADATA_ENDPOINT),
    workerId: env.BREAKWATER_WORKER_ID || null,
  };
}
