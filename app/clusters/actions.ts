"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { AppError } from "../../lib/domain/errors.ts";
import { guardAction } from "../../lib/guard/index.ts";
import { InvalidInput } from "../../lib/guard/parse-input.ts";
import * as t from "../../lib/messages/index.ts";
import { nextDue } from "../../lib/schedule/index.ts";
import {
  createCluster,
  createSchedule,
  deleteCluster,
  getCluster,
  removeDemoData,
  renameCluster,
  requestConnectionTest,
  requestScan,
} from "../../lib/store/index.ts";
import { clusterInput, clusterOf, connectionInput, vetConnection } from "./cluster-input.ts";

const clusterId = z.string().min(1).max(100);
const byId = z.object({ clusterId });
const name = z
  .string()
  .trim()
  .min(1, { error: () => t.clusters.form.nameMissing })
  .max(100);
const named = z.object({ clusterId, name });

const vet = guardAction("manage-clusters", connectionInput, vetConnection);

/** Says what a kubeconfig or an inventory offers while it is being typed; nothing is kept and nobody is asked. */
export async function vetConnectionAction(input: z.input<typeof connectionInput>) {
  return vet(input);
}

const tryNew = guardAction("manage-clusters", connectionInput, async (input) => {
  const { isDemo: _isDemo, ...cluster } = await clusterOf(input, "");
  return requestConnectionTest(cluster);
});

/** Asks the worker to try a connection that is not kept yet. */
export async function testNewConnectionAction(input: z.input<typeof connectionInput>) {
  return tryNew(input);
}

const tryKept = guardAction("manage-clusters", byId, (input) => requestConnectionTest(input));

export async function testConnectionAction(input: z.input<typeof byId>) {
  return tryKept(input);
}

/** What came of the wishes that follow an added cluster; a scan that cannot start does not undo the adding. */
async function firstScan(id: string): Promise<{ scanId: string | null; trouble: string | null }> {
  try {
    const scan = await requestScan({ clusterId: id, profile: "standard", trigger: "manual" });
    return { scanId: scan.id, trouble: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { scanId: null, trouble: error.message };
  }
}

const add = guardAction("manage-clusters", clusterInput, async ({ scanNow, schedule, ...input }) => {
  const cluster = await createCluster(await clusterOf(input, input.name)).catch((error) => {
    if (error instanceof AppError && error.code === "conflict") throw new InvalidInput({ name: error.message });
    throw error;
  });
  if (schedule) {
    const nextDueAt = nextDue(schedule.cron, schedule.timeZone, new Date());
    await createSchedule({ ...schedule, clusterId: cluster.id, profile: "standard", nextDueAt });
  }
  const begun = scanNow ? await firstScan(cluster.id) : { scanId: null, trouble: null };
  revalidatePath("/", "layout");
  return { clusterId: cluster.id, name: cluster.name, ...begun };
});

export async function addClusterAction(input: z.input<typeof clusterInput>) {
  return add(input);
}

const rename = guardAction("manage-clusters", named, async (input) => {
  await renameCluster(input.clusterId, input.name);
  revalidatePath("/", "layout");
});

export async function renameClusterAction(input: z.input<typeof named>) {
  return rename(input);
}

const remove = guardAction("manage-clusters", named, async (input) => {
  const cluster = await getCluster(input.clusterId);
  if (cluster.name !== input.name) throw new InvalidInput({ name: t.clusters.detail.removeWrong });
  await deleteCluster(input.clusterId);
  revalidatePath("/", "layout");
});

/** Deletes a cluster; its name has to be given again. */
export async function deleteClusterAction(input: z.input<typeof named>) {
  return remove(input);
}

const removeDemo = guardAction("manage-clusters", z.object({}), async () => {
  const clusters = await removeDemoData();
  revalidatePath("/", "layout");
  return { clusters };
});

/** Removes every demo cluster with all that is known of it; the demo's next start does not bring it back unasked. */
export async function removeDemoDataAction() {
  return removeDemo({});
}
