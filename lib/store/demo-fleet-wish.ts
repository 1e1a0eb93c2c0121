import { AppError } from "../domain/errors.ts";
import { type DemoFleetState, type DemoStep, demoSteps } from "../domain/views/demo-view.ts";
import { query, transaction } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { forgetDemoRemoval } from "./demo-state.ts";

/** Where the supervisor and the pages leave word for one another. */
const key = "demo-fleet";

type Wish = Omit<DemoFleetState, "offered">;

const nothing: Wish = { step: null, message: null, nodes: null, scanId: null };

/** How far the demo fleet is that somebody asked for. */
export async function readDemoWish(): Promise<Wish> {
  const row = await query((database) => database.setting.findUnique({ where: { key } }));
  const value = row ? fromJson<Partial<Wish>>(row.value) : {};
  const step: DemoStep | undefined = demoSteps.find((one) => one === value.step);
  return step ? { ...nothing, ...value, step } : nothing;
}

/** Says how far it is; a wish that was taken back meanwhile stays so. */
export async function reportDemoFleet(wish: Partial<Wish>): Promise<void> {
  const value = JSON.stringify(wish);
  await query(
    (database) => database.$executeRaw`
      update "Setting" set "value" = "value" || ${value}::jsonb, "updatedAt" = now() where "key" = ${key}`,
  );
}

/** Asks the supervisor for the demo fleet. AppError "conflict" while it starts or runs already. */
export async function askForDemoFleet(by: string): Promise<void> {
  await transaction(async (tx) => {
    const running = await tx.$queryRaw<{ step: string }[]>`
      select "value"->>'step' as "step" from "Setting" where "key" = ${key} for update`;
    // Somebody may have deleted its clusters one by one.
    const clusters = await tx.cluster.count({ where: { isDemo: true } });
    const isGone = running[0]?.step === "scanning" && clusters === 0;
    if (running[0] && running[0].step !== "failed" && !isGone) {
      throw new AppError("conflict", "The demo fleet is asked for already.");
    }
    const value = { ...nothing, step: "asked" };
    const row = { value, updatedAt: new Date(), updatedBy: by };
    await tx.setting.upsert({ where: { key }, create: { key, ...row }, update: row });
  });
  await forgetDemoRemoval();
}

/** Takes the wish back, so that the supervisor stops the fleet's servers. */
export async function forgetDemoFleet(): Promise<void> {
  await query((database) => database.setting.deleteMany({ where: { key } }));
}
