/** Languages that the interface speaks; texts of checks are English in both. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

export const personRoles = ["security", "manager", "engineer"] as const;
/** What a person mostly comes for; decides what the overview begins with. */
export type PersonRole = (typeof personRoles)[number];

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

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

/** How one person wants to see things; kept in one cookie, `breakwater-preferences`, so that the first paint has it. */
export interface Preferences {
  /** null: as the browser asks. */
  language: Language | null;
  /** IANA name; null until the browser told. */
  timeZone: string | null;
  density: Density;
  role: PersonRole | null;
  /** Columns of the findings, in order; "finding" is always among them. */
  columns: FindingColumn[];
}

export const preferencesCookie = "breakwater-preferences";

export const defaultPreferences: Preferences = {
  language: null,
  timeZone: null,
  density: "comfortable",
  role: null,
  columns: ["severity", "finding", "node", "port", "vantage", "result", "assignee", "due", "failing"],
};
