import { z } from "zod";

/** Fields of an address. Empty form fields and missing parameters mean "not asked". */
export const blank = (value: unknown) => (value === "" || value === undefined ? undefined : value);

/** A list may be repeated or written with commas. */
const split = (value: unknown) => {
  const values = (Array.isArray(value) ? value : [value]).flatMap((item) =>
    typeof item === "string" ? item.split(",") : item,
  );
  const given = values.filter((item) => item !== "" && item !== undefined);
  return given.length > 0 ? [...new Set(given)] : undefined;
};

const portSentence = "must be a whole number from 1 to 65535.";
const maxValues = 50;

export const text = z.preprocess(blank, z.string().max(200).optional());
export const cursor = z.preprocess(blank, z.string().max(500).optional());
export const port = z.preprocess(
  blank,
  z.coerce.number(portSentence).int(portSentence).min(1, portSentence).max(65_535, portSentence).optional(),
);
export const instant = z.preprocess(
  blank,
  z.iso.datetime({ offset: true, error: "must be a time like 2026-10-03T23:59:59Z." }).optional(),
);
/** An instant, or the end of a UTC day. */
export const endOfDayOrInstant = z.preprocess(
  (value) => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T23:59:59.999Z` : blank(value)),
  z.iso
    .datetime({ offset: true, error: "must be a UTC day or a time, 2026-10-03 or 2026-10-03T23:59:59Z." })
    .optional(),
);
export const dayOrInstant = z.preprocess(
  blank,
  z
    .union(
      [z.iso.date(), z.iso.datetime({ offset: true })],
      "must be a UTC day or a time, 2026-10-03 or 2026-10-03T23:59:59Z.",
    )
    .optional(),
);

export function texts(maxLength: number) {
  return z.preprocess(split, z.array(z.string().max(maxLength)).max(maxValues).optional());
}

/** "-" in an address is what an empty value cannot say: those that have none. No name in Kubernetes begins so. */
export function noneOfThem(values: string[] | undefined): string[] | undefined {
  return values?.map((value) => (value === "-" ? "" : value));
}

/** Any of these words. One sentence for the whole list, since nobody counts its values. */
export function anyOf<Word extends string>(words: readonly Word[]) {
  const known = (value: unknown): value is Word => words.some((word) => word === value);
  const listed = z.custom<Word[] | undefined>(
    (value) => value === undefined || (Array.isArray(value) && value.every(known)),
    `must be any of ${words.join(", ")}.`,
  );
  return z.preprocess(split, listed.optional());
}
