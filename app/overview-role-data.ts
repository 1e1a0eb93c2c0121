import type { PersonRole } from "../lib/domain/preferences.ts";
import type { FindingRow } from "../lib/domain/views/finding-view.ts";
import {
  countFindings,
  getNodePortRegister,
  listAcceptances,
  listBaselines,
  listFindings,
  listTrend,
} from "../lib/store/index.ts";
import { findingsSearch, queryOf } from "./findings/search-params.ts";
import { monthAgo } from "./overview-month.ts";

const shownRows = 5;

/** Filters that the overview counts and links by: one text, so that a number and its page are of one query. */
export const overviewFilters = {
  newThisWeek: "seen<7d",
  drift: "check:port-not-in-baseline",
  overdue: "due:overdue",
  dated: "has:due",
  mine: "assignee:me",
  rechecks: "has:recheck state:all",
} as const;
type OverviewFilter = keyof typeof overviewFilters;

interface Asked {
  cluster: string | undefined;
  /** Name of who asks. */
  me: string;
}

export interface ShortList {
  items: FindingRow[];
  total: number;
}

function filterOf(name: OverviewFilter, { cluster, me }: Asked) {
  const search = findingsSearch.parse({ q: overviewFilters[name], ...(cluster ? { cluster } : {}) });
  const { limit: _limit, cursor: _cursor, ...filter } = queryOf(search, me);
  return filter;
}

async function read(name: OverviewFilter, asked: Asked): Promise<ShortList> {
  const { items, total } = await listFindings({ ...filterOf(name, asked), sort: "severity", limit: shownRows });
  return { items, total };
}

async function count(name: OverviewFilter, asked: Asked): Promise<number> {
  const { sort: _sort, ...filter } = filterOf(name, asked);
  return Object.values(await countFindings(filter)).reduce((sum, one) => sum + one, 0);
}

async function readSecurity(asked: Asked) {
  const { cluster } = asked;
  const [newWorst, drift, baselines, overdue, acceptances, register] = await Promise.all([
    read("newThisWeek", asked),
    read("drift", asked),
    listBaselines(),
    count("overdue", asked),
    listAcceptances({ standing: ["expiring"], limit: 1, ...(cluster ? { cluster } : {}) }),
    getNodePortRegister(cluster ? { cluster } : {}),
  ]);
  const { forgotten } = register;
  const hasBaseline = baselines.some((row) => row.saved !== null && (!cluster || row.clusterId === cluster));
  return { role: "security" as const, newWorst, drift, hasBaseline, overdue, expiring: acceptances.total, forgotten };
}

async function readManager(asked: Asked) {
  const { cluster } = asked;
  const [due, overdue, points] = await Promise.all([
    count("dated", asked),
    count("overdue", asked),
    listTrend({ ...(cluster ? { clusterId: cluster } : {}), days: 90 }),
  ]);
  return { role: "manager" as const, due, overdue, before: monthAgo(points, new Date()) };
}

async function readEngineer(asked: Asked) {
  const [mine, rechecks] = await Promise.all([read("mine", asked), count("rechecks", asked)]);
  return { role: "engineer" as const, mine, rechecks };
}

export type RoleData = Awaited<ReturnType<typeof readSecurity | typeof readManager | typeof readEngineer>>;

/** What the overview of a role says beside that of everybody; null where nobody said what for they come. */
export async function readRole(role: PersonRole | null, asked: Asked): Promise<RoleData | null> {
  if (role === "security") return readSecurity(asked);
  if (role === "manager") return readManager(asked);
  return role === "engineer" ? readEngineer(asked) : null;
}
