import { AppError } from "../domain/errors.ts";
import { type LinkSettings, type LinkSettingsView, noLinks } from "../domain/link-settings.ts";
import { query, transaction } from "./client.ts";
import { fromJson, iso } from "./column-values.ts";

const linksKey = "links";

/** Where links out of the product lead; `noLinks` while nobody has set any. */
export async function getLinkSettings(): Promise<LinkSettingsView> {
  const row = await query((database) => database.setting.findUnique({ where: { key: linksKey } }));
  if (!row) return { ...noLinks, updatedAt: null, updatedBy: null };
  const kept = { ...noLinks, ...fromJson<Partial<LinkSettings>>(row.value) };
  return { ...kept, updatedAt: iso(row.updatedAt), updatedBy: row.updatedBy };
}

interface Change {
  links: LinkSettings;
  /** `updatedAt` of what was edited; null where there was nothing. */
  seen: string | null;
  by: string;
}

/** AppError "conflict" where somebody else wrote since: nothing is overwritten. */
export async function setLinkSettings({ links, seen, by }: Change, now = new Date()): Promise<LinkSettingsView> {
  await transaction(async (tx) => {
    // Two who write the first ones wait for each other here, where there is no row to lock yet.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`setting:${linksKey}`}))`;
    const row = await tx.setting.findUnique({ where: { key: linksKey } });
    const standing = row ? iso(row.updatedAt) : null;
    if (standing !== seen) {
      throw new AppError(
        "conflict",
        row
          ? `${row.updatedBy ?? "Somebody"} changed these links at ${standing}. Load the page again to see them.`
          : "These links were removed meanwhile. Load the page again.",
      );
    }
    // Later than what stood, so that two changes within a millisecond differ.
    const updatedAt = new Date(Math.max(now.getTime(), (row?.updatedAt.getTime() ?? 0) + 1));
    const data = { value: { ...links }, updatedAt, updatedBy: by };
    await tx.setting.upsert({ where: { key: linksKey }, create: { key: linksKey, ...data }, update: data });
  });
  return getLinkSettings();
}
