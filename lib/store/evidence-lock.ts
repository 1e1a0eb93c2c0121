import type { Transaction } from "./client.ts";

/** Any number, always the same. */
const lockKey = 7_263_541_105;

/**
 * Holds retention off until the transaction ends. What cites evidence by its hash takes this first: a proof that it found
 * and did not insert again must not be removed before it is cited; nor a row that it read and is about to bring back.
 */
export async function holdEvidence(tx: Transaction): Promise<void> {
  await tx.$executeRawUnsafe(`select pg_advisory_xact_lock_shared(${lockKey})`);
}

/** Waits until no transaction is about to cite evidence, and keeps them waiting until this short one ends. */
export async function lockEvidence(tx: Transaction, lockTimeoutMs: number): Promise<void> {
  await tx.$executeRawUnsafe(`set local lock_timeout = ${Math.round(lockTimeoutMs)}`);
  await tx.$executeRawUnsafe(`select pg_advisory_xact_lock(${lockKey})`);
}
