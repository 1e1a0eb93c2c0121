"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { AppError } from "../../lib/domain/errors.ts";
import { guardAction } from "../../lib/guard/index.ts";
import { addExpected, getBaseline, restoreBaseline, saveBaseline } from "../../lib/store/index.ts";
import { checkedText, entryOf, expectedPort, restored, savedText } from "./baseline-input.ts";
import { checkText } from "./check-text.ts";
import { textDifference } from "./text-difference.ts";

const check = guardAction("read", checkedText, ({ clusterId, yaml }) => checkText(clusterId, yaml));

/** What is wrong in a text that is being written, and what it would make drift. */
export async function checkBaseline(input: z.input<typeof checkedText>) {
  return check(input);
}

const save = guardAction("triage", savedText, async (edit, identity) => {
  try {
    const { version } = await saveBaseline({ ...edit, by: identity.name });
    revalidatePath("/baselines", "layout");
    return { version, conflict: null };
  } catch (error) {
    const theirs = error instanceof AppError && error.code === "conflict" ? await getBaseline(edit.clusterId) : null;
    if (!theirs) throw error;
    const { version, createdBy: by, createdAt: at } = theirs;
    return { version: null, conflict: { version, by, at, lines: textDifference(theirs.yaml, edit.yaml) } };
  }
});

/** Saves a new version; where another one was saved meanwhile, who did that and what differs. */
export async function saveBaselineText(input: z.input<typeof savedText>) {
  return save(input);
}

const restore = guardAction("triage", restored, async (asked, identity) => {
  const { version } = await restoreBaseline({ ...asked, by: identity.name });
  revalidatePath("/baselines", "layout");
  return { version };
});

export async function restoreBaselineVersion(input: z.input<typeof restored>) {
  return restore(input);
}

const expect = guardAction("triage", expectedPort, async ({ clusterId, ...asked }, identity) => {
  const { version } = await addExpected({ clusterId, entry: entryOf(asked), by: identity.name });
  revalidatePath("/baselines", "layout");
  return { version };
});

/** "Expected, because": one entry more. */
export async function expectPort(input: z.input<typeof expectedPort>) {
  return expect(input);
}
