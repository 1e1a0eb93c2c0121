"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { guardAction } from "../../lib/guard/index.ts";
import { recogniseImport } from "../../lib/importers/index.ts";
import { deleteImport } from "../../lib/store/index.ts";

const start = z.object({ start: z.string().max(10_000) });
const recognise = guardAction("read", start, async ({ start: text }) => recogniseImport(text));

/** The tool that a file is of, by its beginning; null for none that is known. */
export async function recogniseAction(input: z.input<typeof start>) {
  return recognise(input);
}

const oneImport = z.object({ id: z.string().min(1).max(100) });
const remove = guardAction("scan", oneImport, async ({ id }) => {
  await deleteImport(id);
  revalidatePath("/imports");
});

export async function removeImportAction(input: z.input<typeof oneImport>) {
  return remove(input);
}
