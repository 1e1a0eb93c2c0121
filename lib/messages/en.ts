import { checks } from "./en/checks.ts";
import { clusters } from "./en/clusters.ts";
import { finding } from "./en/finding.ts";
import { findings } from "./en/findings.ts";
import { frame } from "./en/frame.ts";
import { imports } from "./en/imports.ts";
import { nodes } from "./en/nodes.ts";
import { overview } from "./en/overview.ts";
import { ports } from "./en/ports.ts";
import { scans } from "./en/scans.ts";
import { schedules } from "./en/schedules.ts";
import { time } from "./en/time.ts";
import { trends } from "./en/trends.ts";
import { ui } from "./en/ui.ts";
import { words } from "./en/words.ts";

/** English, one file an area. Texts with numbers are functions, so that plurals stand beside the words. */
export const en = {
  ui,
  words,
  time,
  frame,
  overview,
  findings,
  finding,
  nodes,
  ports,
  scans,
  schedules,
  checks,
  imports,
  clusters,
  trends,
} as const;
