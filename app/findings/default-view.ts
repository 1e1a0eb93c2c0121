import { redirect } from "next/navigation";
import { readPreferences } from "../../components/frame/read-preferences.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { viewAddress } from "../views/view-filter.ts";
import type { FindingsSearch } from "./search-params.ts";

/** Goes to the view that a person opens the findings with, where nothing is asked for. A view that is gone is none. */
export async function openDefaultView(search: FindingsSearch): Promise<void> {
  const { group, ...asked } = search;
  if (group !== "finding" || Object.values(asked).some((value) => value !== undefined)) return;
  const { defaultView } = await readPreferences();
  if (defaultView === null) return;
  const address = await viewAddress(defaultView).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not-found") return null;
    throw error;
  });
  if (address) redirect(address);
}
