import { AppError } from "../domain/errors.ts";

/** A scan that ends later than the database's day would stand before all others until that day comes. Units: ms. */
const mostAheadMs = 3_600_000;

const words = (ms: number): string =>
  ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} hours` : `${Math.round(ms / 86_400_000)} days`;

/** Throws AppError "invalid" when a worker's clock runs so far ahead of the database's that its scans would outlast others. */
export function assertClock(own: Date, database: Date): void {
  const ahead = own.getTime() - database.getTime();
  if (ahead <= mostAheadMs) return;
  throw new AppError(
    "invalid",
    `The worker's clock is ${words(ahead)} ahead of the database's: set it right (NTP) and scan again. Nothing was looked at.`,
  );
}
