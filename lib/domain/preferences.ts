/** Languages that the interface speaks; texts of checks are English in both. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

export const personRoles = ["security", "manager", "engineer"] as const;
/** What a person mostly comes for; decides what the overview begins with. */
export type PersonRole = (typeof personRoles)[number];

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** "system": as the operating system asks. */
export const contrasts = ["system", "more"] as const;
export type Contrast = (typeof contrasts)[number];

export const findingColumns = [
  "severity",
  "finding",
  "cluster",
  "node",
  "port",
  "vantage",
  "result",
  "assignee",
  "due",
  "failing",
  "checked",
] as const;
export type FindingColumn = (typeof findingColumns)[number];

const ofToday: readonly FindingColumn[] = ["assignee", "due", "checked"];

/** Of a past day only what stood then: who has it, and when it was looked at last, are of today. */
export function columnsOfPast(columns: readonly FindingColumn[]): FindingColumn[] {
  return columns.filter((column) => !ofToday.includes(column));
}

/** How one person wants to see things; kept in one cookie, `breakwater-preferences`, so that the first paint has it. */
export interface Preferences {
  /** null: as the browser asks. */
  language: Language | null;
  /** IANA name; null until the browser told. */
  timeZone: string | null;
  theme: Theme;
  contrast: Contrast;
  density: Density;
  role: PersonRole | null;
  /** Columns of the findings, in order; "finding" is always among them. */
  columns: FindingColumn[];
  /** Keys of one letter ("j", "x", "/"); off for those whom they get in the way of (WCAG 2.1.4). */
  keyboardShortcuts: boolean;
  /** Id of the view that the findings open with; null: all that is open. */
  defaultView: string | null;
}

export const preferencesCookie = "breakwater-preferences";

export const defaultPreferences: Preferences = {
  language: null,
  timeZone: null,
  theme: "system",
  contrast: "system",
  density: "comfortable",
  role: null,
  columns: ["severity", "finding", "node", "port", "vantage", "result", "assignee", "due", "failing"],
  keyboardShortcuts: true,
  defaultView: null,
};

function oneOf<Known extends string>(known: readonly Known[], value: unknown): Known | undefined {
  return known.find((one) => one === value);
}

/** `Intl` also takes offsets and any case; a zone is written as its name. */
export function isTimeZone(value: unknown): value is string {
  if (typeof value !== "string" || !/^[A-Za-z][\w+/-]{0,60}$/.test(value)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: value }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const isViewId = (value: string): boolean => /^[\w-]{1,60}$/.test(value);

function columnsOf(value: unknown): FindingColumn[] {
  if (!Array.isArray(value)) return [...defaultPreferences.columns];
  const known = [...new Set(value.flatMap((column) => oneOf(findingColumns, column) ?? []))];
  return known.includes("finding") ? known : ["finding", ...known];
}

function written(cookie: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(cookie ?? "") || "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    // A cookie is the browser's to break: what cannot be read is as if it were not there.
    if (error instanceof SyntaxError || error instanceof URIError) return {};
    throw error;
  }
}

/** The preferences in the value of the cookie; what is missing or not known is as by default. */
export function parsePreferences(cookie: string | undefined): Preferences {
  const value = written(cookie);
  return {
    language: oneOf(languages, value.language) ?? null,
    timeZone: isTimeZone(value.timeZone) ? value.timeZone : null,
    theme: oneOf(themes, value.theme) ?? defaultPreferences.theme,
    contrast: oneOf(contrasts, value.contrast) ?? defaultPreferences.contrast,
    density: oneOf(densities, value.density) ?? defaultPreferences.density,
    role: oneOf(personRoles, value.role) ?? null,
    columns: columnsOf(value.columns),
    keyboardShortcuts: value.keyboardShortcuts !== false,
    defaultView: typeof value.defaultView === "string" && isViewId(value.defaultView) ? value.defaultView : null,
  };
}

/** The value of the cookie: only what differs from the default, so that a default may change. */
export function writePreferences(preferences: Preferences): string {
  const own = Object.entries(preferences).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaultPreferences[key as keyof Preferences]),
  );
  return encodeURIComponent(JSON.stringify(Object.fromEntries(own)));
}

/** The language that an `Accept-Language` header asks for first among those that there are; English where none is. */
export function askedLanguage(acceptLanguage: string | null): Language {
  const asked = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: oneOf(languages, tag.split("-")[0]), quality: Number(quality ?? 1) };
    })
    .filter(({ language, quality }) => language && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return asked[0]?.language ?? "en";
}
