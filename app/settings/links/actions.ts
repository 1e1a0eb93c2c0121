"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { guardAction } from "../../../lib/guard/index.ts";
import { setLinkSettings } from "../../../lib/store/index.ts";
import { linksInput } from "./links-input.ts";

const save = guardAction("manage-settings", linksInput, async ({ seen, ...links }, { name }) => {
  const view = await setLinkSettings({ links, seen, by: name });
  // Every page may hold such a link.
  revalidatePath("/", "layout");
  return view;
});

export async function saveLinks(input: z.input<typeof linksInput>) {
  return save(input);
}
