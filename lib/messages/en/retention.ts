import { count, number } from "./plural.ts";

const days = (value: number) => count(value, "day");
const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** "12 MB", "1.4 GB": two digits that matter, in powers of 1,000. */
function bytes(value: number): string {
  let rest = value;
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  const shown = unit > 0 && rest < 10 ? rest.toFixed(1).replace(/\.0$/, "") : number(Math.round(rest));
  return `${shown} ${units[unit]}`;
}

const kinds = {
  intervals: "History of ports and verdicts",
  findings: "Resolved findings",
  evidence: "Evidence",
  rollups: "Trends",
} as const;

export const retention = {
  settings: "Settings",
  title: "Retention",
  lead: "How long what is over is kept. What is true now stays whatever is set here: open findings, current ports and verdicts, and their evidence.",
  kinds,
  kindDetail: {
    intervals: "Past states of ports, past verdicts, the change feed, and scans with their results.",
    findings: "Findings that were resolved, with their events.",
    evidence: "What was sent and what came back. Old entries then say that their evidence was removed.",
    rollups: "The daily numbers behind charts and reports.",
  },
  kept: (value: number | null) => (value === null ? "for ever" : days(value)),
  bytes,
  policies: {
    title: "How long",
    cluster: "Cluster",
    all: "All clusters",
    allDetail: "that have no days of their own",
    inherited: "as all clusters",
    actions: "Actions",
    edit: "Edit",
    editOf: (cluster: string) => `Edit how long ${cluster} is kept`,
  },
  form: {
    title: (cluster: string) => `How long the memory of ${cluster} is kept`,
    all: "all clusters",
    asAll: (value: string) => `As all clusters (${value})`,
    asShipped: (value: string) => `Default (${value})`,
    forever: "For ever",
    number: "A number of days",
    daysOf: (kind: string) => `Days: ${kind}`,
    choiceOf: (kind: string) => `${kind}: how long`,
    preview: "Show what would be deleted",
    counting: "Counting what would be deleted",
    back: "Change it",
    save: "Save",
    saveAndDelete: (rows: number) => `Save and delete ${count(rows, "row")}`,
    saved: "Saved. What is too old now goes within a minute.",
    savedQuiet: "Saved.",
  },
  preview: {
    title: "What would be deleted",
    nothing: "Nothing is older than this: nothing would be deleted now.",
    wouldDelete: (rows: number, clusters: number, size: string) => {
      const of = clusters > 0 ? ` of ${count(clusters, "cluster")}` : "";
      return `${count(rows, "row")}${of}, ${size}`;
    },
    between: (from: string, to: string) => (from === to ? `from ${from}` : `from ${from} to ${to}`),
    partitions: (value: number, size: string) =>
      `${count(value, "month of a table", "months of tables")} as a whole: ${size} go back to the disk at once.`,
    gone: "This cannot be taken back.",
    tables: "By table",
    ofCluster: (name: string, rows: number) => `${name}: ${number(rows)}`,
  },
  run: {
    title: "Last time",
    never: "Retention was not applied yet. The worker does it once a day and after every change here.",
    removed: (rows: number) => (rows === 0 ? "Nothing was too old." : `${count(rows, "row")} deleted.`),
    months: (names: string[]) => `Whole months dropped: ${names.join(", ")}.`,
    running: "It is under way.",
    left: "Something is left for the next run.",
    earlier: "Earlier",
    when: "When",
    rows: "Rows deleted",
    result: "Result",
    done: "done",
    unfinished: "not finished",
  },
  size: {
    title: "Database",
    total: (size: string) => `${size} on disk`,
    lead: "Estimates of PostgreSQL; partitions are added up.",
    table: "Table",
    rows: "Rows",
    data: "Data",
    indexes: "Indexes",
    dead: "Dead rows",
    deadMeaning: "Replaced or deleted rows whose room is not free yet.",
    perRow: "Index a row",
    vacuum: "Cleaned",
    analyze: "Counted",
    months: (value: number) => count(value, "month"),
    healthy: "Nothing about it needs a person.",
    others: (value: number) => `${count(value, "smaller table")}`,
  },
} as const;
