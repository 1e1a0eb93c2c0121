import type { Vantage } from "../domain/vantage.ts";

/** What every task of one worker process is given. */
export interface WorkerContext {
  workerId: string;
  vantage: Vantage;
  metadataEndpoint: string | null;
  /** Aborts when the worker is told to stop: what was begun is put back, not stored half. */
  stopping: AbortSignal;
  now(): Date;
  log: Log;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
