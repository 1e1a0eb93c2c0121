import { changes } from "./en/changes.ts";
import { checks } from "./en/checks.ts";
import { clusters } from "./en/clusters.ts";
import { compare } from "./en/compare.ts";
import { finding } from "./en/finding.ts";
import { findings } from "./en/findings.ts";
import { frame } from "./en/frame.ts";
import { imports } from "./en/imports.ts";
import { nodes } from "./en/nodes.ts";
import { overview } from "./en/overview.ts";
import { ports } from "./en/ports.ts";
import { report } from "./en/report.ts";
import { retention } from "./en/retention.ts";
import { scans } from "./en/scans.ts";
import { schedules } from "./en/schedules.ts";
import { time } from "./en/time.ts";
import { timeline } from "./en/timeline.ts";
import { trends } from "./en/trends.ts";
import { ui } from "./en/ui.ts";
import { words } from "./en/words.ts";

/** English, one file an area. Texts with numbers are functions, so that plurals stand beside the words. */
export const en = {
  ui,
  words,
  time,
  timeline,
  frame,
  overview,
  findings,
  finding,
  nodes,
  ports,
  scans,
  schedules,
  changes,
  compare,
  checks,
  imports,
  clusters,
  trends,
  report,
  retention,
} as const;
