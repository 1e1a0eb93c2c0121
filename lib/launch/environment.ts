import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { delimiter, resolve } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Vantage } from "../domain/vantage.ts";
import { parseSecretKey } from "../store/secret-key.ts";
import { parseDatabaseUrl, parseMetadataEndpoint, parseVantage } from "../worker/environment.ts";

export interface LaunchEnvironment {
  port: number;
  host: string;
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null;
  /** Absolute path. */
  dataDir: string;
  /** Null: generated once into the data dir. */
  secretKey: string | null;
  vantage: Vantage;
  metadataEndpoint: string | null;
  kubeconfig: string | null;
  /** First two octets of the demo fleet's addresses. */
  fleetBase: string;
  /** Days of its past that the demo tells; 0 is none. */
  demoDays: number;
}

const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(65535));
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** Unset and empty are the same: `PORT= npm start` means the default. */
function given(value: string | undefined): string | null {
  return value === undefined || value.trim() === "" ? null : value.trim();
}

function refuse(sentence: string): never {
  throw new AppError("invalid", sentence);
}

function parsePort(text: string): number {
  const parsed = port.safeParse(text);
  return parsed.success ? parsed.data : refuse(`PORT is "${text}"; it must be a number from 1 to 65535.`);
}

function parseHost(text: string): string {
  const ok = isIP(text) !== 0 || (hostName.test(text) && !/^[\d.]+$/.test(text));
  return ok ? text : refuse(`HOST is "${text}"; it must be an IP address or a host name of this machine.`);
}

function parseKubeconfig(text: string): string {
  const missing = text.split(delimiter).find((path) => path !== "" && !existsSync(path));
  return missing ? refuse(`KUBECONFIG names ${missing}, which does not exist.`) : text;
}

function parseFleetBase(text: string): string {
  const ok = /^127\.(\d{1,3})$/.exec(text);
  return ok && Number(ok[1]) >= 1 && Number(ok[1]) <= 254
    ? text
    : refuse(`BREAKWATER_FLEET_BASE is "${text}"; it must be 127.N with N from 1 to 254, for example 127.30.`);
}

function parseDemoDays(text: string): number {
  return /^\d{1,2}$/.test(text) && Number(text) <= 90
    ? Number(text)
    : refuse(`BREAKWATER_DEMO_DAYS is "${text}"; it must be a number of days from 0, for none, to 90.`);
}

function checkedSecretKey(text: string): string {
  parseSecretKey(text);
  return text;
}

/** Every variable of .env.example, checked. Throws AppError("invalid") with a sentence that names the wrong one. */
export function readLaunchEnvironment(env: Record<string, string | undefined>): LaunchEnvironment {
  const databaseUrl = given(env.DATABASE_URL);
  const secretKey = given(env.BREAKWATER_SECRET_KEY);
  const kubeconfig = given(env.KUBECONFIG);
  return {
    port: parsePort(given(env.PORT) ?? "3000"),
    host: parseHost(given(env.HOST) ?? "127.0.0.1"),
    databaseUrl: databaseUrl === null ? null : parseDatabaseUrl(databaseUrl),
    dataDir: resolve(given(env.BREAKWATER_DATA_DIR) ?? ".breakwater"),
    secretKey: secretKey === null ? null : checkedSecretKey(secretKey),
    vantage: parseVantage(env.BREAKWATER_VANTAGE),
    metadataEndpoint: parseMetadataEndpoint(env.BREAKWATER_METADATA_ENDPOINT),
    kubeconfig: kubeconfig === null ? null : parseKubeconfig(kubeconfig),
    fleetBase: parseFleetBase(given(env.BREAKWATER_FLEET_BASE) ?? "127.30"),
    demoDays: parseDemoDays(given(env.BREAKWATER_DEMO_DAYS) ?? "90"),
  };
}
