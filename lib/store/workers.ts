import type { Vantage } from "../domain/vantage.ts";
import { query } from "./client.ts";

/** A worker that did not beat for this long is dead. Units: ms. */
export const workerSilenceMs = 30_000;

/** Says that a worker lives; call it every few seconds. */
export async function beat(
  workerId: string,
  of: { vantage: Vantage; startedAt: Date | string },
  now = new Date(),
): Promise<void> {
  const { name, kind } = of.vantage;
  await query(
    (database) => database.$executeRaw`
      insert into "Worker" ("id", "vantageName", "vantageKind", "startedAt", "beatAt")
      values (${workerId}, ${name}, ${kind}, ${new Date(of.startedAt)}, ${now})
      on conflict ("id") do update set "beatAt" = excluded."beatAt", "vantageName" = excluded."vantageName",
        "vantageKind" = excluded."vantageKind"`,
  );
}

/** Takes a worker that ends in order off the list, so that nobody waits for its silence. */
export async function leave(workerId: string): Promise<void> {
  await query((database) => database.worker.deleteMany({ where: { id: workerId } }));
}

/** The newest beat of any worker, null when none ever lived. */
export async function findLastBeat(): Promise<Date | null> {
  const last = await query((database) => database.worker.findFirst({ orderBy: { beatAt: "desc" } }));
  return last?.beatAt ?? null;
}
