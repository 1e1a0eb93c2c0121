import { type APIRequestContext, expect, type Page } from "@playwright/test";
import {
  defaultPreferences,
  type Preferences,
  preferencesCookie,
  writePreferences,
} from "../lib/domain/preferences.ts";
import { demoPort } from "./demo.ts";
import * as opening from "./open-states.ts";

/** What stands in the demo by name, so that two demos show the same. */
export interface Ids {
  finding: string;
  node: string;
  scan: string;
  earlierScan: string;
  cluster: string;
  schedule: string;
  acceptance: string;
}

/** A page, or a state of one that a person reaches by a click or a key. */
export interface PageState {
  /** Also the name of its baseline. */
  name: string;
  path: (ids: Ids) => string;
  /** What the person chose in the settings. */
  preferences?: Partial<Preferences>;
  /** Brings the page into the state. */
  open?: (page: Page) => Promise<void>;
  /** What is of the day on which it is looked at, and cannot be the same in two runs: not compared, still looked at by axe. */
  volatile?: readonly string[];
  /** What the server answers, where it is not 200. */
  status?: number;
  /** Why it is in no picture. */
  unpictured?: string;
}

const origin = `http://127.0.0.1:${demoPort}`;
const main = { cluster: "harbor", node: "harbor-worker-6", check: "kubelet-anonymous-exec" } as const;

interface Item {
  id: string;
  name?: string;
  clusterName?: string;
  reason?: string;
}

async function items(request: APIRequestContext, list: string): Promise<Item[]> {
  const answer = await request.get(`/api/v1/${list}`);
  if (!answer.ok()) throw new Error(`${list} answered ${answer.status()}: ${await answer.text()}`);
  const { items: found } = (await answer.json()) as { items: Item[] };
  if (found.length === 0) throw new Error(`there is nothing in ${list}`);
  return found;
}

export async function readIds(request: APIRequestContext): Promise<Ids> {
  const [clusters, nodes, schedules, findings, acceptances] = await Promise.all([
    items(request, "clusters"),
    items(request, `nodes?q=${main.node}`),
    items(request, "schedules"),
    items(request, `findings?check=${main.check}&q=node:${main.node}`),
    items(request, "acceptances"),
  ]);
  const named = (list: Item[], name: string) => list.find((one) => one.name === name) ?? list[0];
  const cluster = named(clusters, main.cluster)?.id ?? "";
  const scans = await items(request, `scans?cluster=${cluster}&state=complete&limit=2`);
  const [scan, earlier] = scans;
  return {
    cluster,
    finding: findings[0]?.id ?? "",
    node: named(nodes, main.node)?.id ?? "",
    scan: scan?.id ?? "",
    earlierScan: earlier?.id ?? "",
    acceptance: (acceptances.find(({ reason }) => reason?.includes("kube-proxy")) ?? acceptances[0])?.id ?? "",
    schedule: (schedules.find((one) => one.clusterName === main.cluster) ?? schedules[0])?.id ?? "",
  };
}

/** A day as the interface writes it, so many days before now. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

const thisMonth = () => dayBefore(0).slice(0, 7);
const sinceTwoMonths = () => `from=${dayBefore(60)}&to=${dayBefore(0)}`;

/** The areas of a trend: on which UTC day a change of the past falls hangs on the hour at which the demo was started. */
const trendOfHours = ['svg[preserveAspectRatio="none"]'] as const;

/** Every page, by its address. */
const pages: PageState[] = [
  { name: "overview", path: () => "/", volatile: trendOfHours },
  { name: "overview-security", path: () => "/", preferences: { role: "security" }, volatile: trendOfHours },
  { name: "overview-manager", path: () => "/", preferences: { role: "manager" }, volatile: trendOfHours },
  { name: "overview-engineer", path: () => "/", preferences: { role: "engineer" }, volatile: trendOfHours },
  { name: "findings", path: () => "/findings" },
  { name: "findings-by-check", path: () => "/findings?group=check" },
  { name: "findings-by-node", path: () => "/findings?group=node" },
  { name: "findings-none-match", path: () => "/findings?q=nothing-is-called-so" },
  { name: "findings-broken-filter", path: () => "/findings?q=severty%3Acritical" },
  { name: "findings-broken-address", path: () => "/findings?port=x" },
  { name: "findings-of-a-day", path: () => `/findings?at=${dayBefore(0)}`, unpictured: "the list with a date" },
  { name: "findings-print", path: () => "/findings/print?severity=critical" },
  { name: "finding", path: ({ finding }) => `/findings/${finding}` },
  { name: "nodes", path: () => "/nodes" },
  { name: "nodes-table", path: () => "/nodes?view=table" },
  { name: "node", path: ({ node }) => `/nodes/${node}` },
  { name: "node-timeline", path: ({ node }) => `/nodes/${node}/timeline` },
  { name: "node-port", path: ({ node }) => `/nodes/${node}/ports/10250?days=all` },
  { name: "ports", path: () => "/ports" },
  { name: "port", path: () => "/ports/10250" },
  { name: "port-reference", path: () => "/ports/reference" },
  { name: "node-ports", path: () => "/node-ports" },
  { name: "node-ports-review", path: () => "/node-ports/review" },
  { name: "baselines", path: () => "/baselines" },
  { name: "baseline", path: ({ cluster }) => `/baselines/${cluster}` },
  { name: "baseline-yaml", path: ({ cluster }) => `/baselines/${cluster}?tab=yaml` },
  { name: "baseline-proposal", path: ({ cluster }) => `/baselines/${cluster}?tab=proposal` },
  { name: "baseline-history", path: ({ cluster }) => `/baselines/${cluster}?tab=history` },
  { name: "exposures", path: () => "/exposures" },
  { name: "exposures-of-a-day", path: () => `/exposures?at=${dayBefore(30)}` },
  { name: "exposures-none-match", path: () => "/exposures?port=1" },
  { name: "changes", path: () => "/changes" },
  { name: "changes-none-match", path: () => "/changes?q=nothing-is-called-so" },
  { name: "compare", path: () => "/compare" },
  { name: "compare-clusters", path: () => `/compare?${sinceTwoMonths()}` },
  { name: "compare-cluster", path: ({ cluster }) => `/compare?cluster=${cluster}&${sinceTwoMonths()}` },
  { name: "compare-nothing", path: () => "/compare?a=none&b=none" },
  { name: "trends", path: () => "/trends" },
  { name: "trends-broken-days", path: () => "/trends?from=x&to=y" },
  // How much of a month is over decides what it says.
  { name: "report", path: () => `/report?month=${thisMonth()}`, volatile: ["main section"] },
  { name: "scans", path: () => "/scans" },
  { name: "scan", path: ({ scan }) => `/scans/${scan}` },
  { name: "schedules", path: () => "/schedules" },
  { name: "schedule", path: ({ schedule }) => `/schedules/${schedule}` },
  { name: "schedule-new", path: () => "/schedules/new" },
  { name: "imports", path: () => "/imports" },
  { name: "import-new", path: () => "/imports/new" },
  { name: "checks", path: () => "/checks" },
  { name: "check", path: () => `/checks/${main.check}` },
  { name: "clusters", path: () => "/clusters" },
  { name: "cluster", path: ({ cluster }) => `/clusters/${cluster}` },
  { name: "cluster-new", path: () => "/clusters/new" },
  { name: "acceptances", path: () => "/acceptances" },
  { name: "acceptance", path: ({ acceptance }) => `/acceptances/${acceptance}` },
  { name: "settings", path: () => "/settings" },
  // How large the database is, and what it cleaned up last, is another thing on every machine.
  { name: "settings-retention", path: () => "/settings/retention", volatile: ["#last-run", "#database"] },
  { name: "settings-sla", path: () => "/settings/sla" },
  { name: "settings-links", path: () => "/settings/links" },
  { name: "glossary", path: () => "/glossary" },
  { name: "not-found", path: () => "/findings/none", status: 404 },
];

/** What opens on a page. */
const opened: PageState[] = [
  { name: "finding-drawer", path: ({ finding }) => `/findings?open=${finding}`, open: opening.drawer },
  { name: "findings-selected", path: () => "/findings", open: opening.selection },
  { name: "findings-columns", path: () => "/findings", open: opening.columns },
  { name: "findings-views", path: () => "/findings", open: opening.views },
  { name: "findings-export", path: () => "/findings", open: opening.exporting },
  { name: "findings-completion", path: () => "/findings", open: opening.completion },
  { name: "findings-facet", path: () => "/findings", open: opening.facet },
  { name: "findings-key-help", path: () => "/findings", open: opening.keyHelp },
  { name: "act-menu", path: () => "/findings", open: opening.actMenu },
  { name: "dialog-accept", path: () => "/findings", open: opening.act("accept") },
  { name: "dialog-false-positive", path: () => "/findings", open: opening.act("false-positive") },
  { name: "dialog-assign", path: () => "/findings", open: opening.act("assign") },
  { name: "dialog-due", path: () => "/findings", open: opening.act("due") },
  { name: "palette", path: () => "/glossary", open: opening.palette },
  { name: "matrix-card", path: () => "/nodes", open: opening.matrixCard },
  { name: "dialog-expect-port", path: ({ cluster }) => `/baselines/${cluster}`, open: opening.expectPort },
];

export const states: readonly PageState[] = [...pages, ...opened];

/** Opens a state, as a person in Greenwich with no other choices sees it, and waits until all of it stands there. */
export async function visit(page: Page, state: PageState, ids: Ids): Promise<void> {
  const value = writePreferences({ ...defaultPreferences, timeZone: "UTC", ...state.preferences });
  await page.context().addCookies([{ name: preferencesCookie, value, url: origin }]);
  const answer = await page.goto(state.path(ids));
  expect(answer?.status(), `${state.name}: ${state.path(ids)}`).toBe(state.status ?? 200);
  await expect(page.locator("[data-loading]"), state.name).toHaveCount(0);
  await expect(page.locator("main h1"), state.name).toBeVisible();
  await state.open?.(page);
}
