/** The embedded PostgreSQL: start, stop, recover. It knows nothing of tables. */
export { createDatabase } from "./create-database.ts";
export { runningUrl } from "./running-url.ts";
export { holdFolder, withStartLock } from "./start-lock.ts";
export { type Postgres, type StartOptions, startPostgres } from "./start-postgres.ts";
export { temporaryPostgres } from "./temporary-postgres.ts";
