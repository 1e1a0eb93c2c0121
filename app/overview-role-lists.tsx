import { CountLink } from "../components/count-link.tsx";
import { href } from "../components/href.ts";
import { Link } from "../components/ui/link.tsx";
import { Section } from "../components/ui/section.tsx";
import type { Overview } from "../lib/domain/views/overview-view.ts";
import * as t from "../lib/messages/index.ts";
import { ChangeList, Empty, FindingRows, LongestList, More, WorstNodeList } from "./overview-lists.tsx";
import { openSum } from "./overview-month.ts";
import { overviewFilters, type RoleData, type ShortList } from "./overview-role-data.ts";
import { reportHref, trendsHref } from "./trends/trend-links.ts";

const words = t.overviewRoles;
const columns = "grid gap-x-10 gap-y-6 lg:grid-cols-3";

interface Props {
  overview: Overview;
  cluster: string | undefined;
}

type Of<Role extends RoleData["role"]> = Props & { data: Extract<RoleData, { role: Role }> };

/** The list that a filter of the overview counts. */
const listHref = (name: keyof typeof overviewFilters, cluster: string | undefined) =>
  href("/findings", { cluster, q: overviewFilters[name] });

function All({ list, to, label }: { list: ShortList; to: string; label: (value: number) => string }) {
  if (list.total === 0) return null;
  return (
    <Link href={to} data-count={list.total} className="link text-xs">
      {label(list.total)}
    </Link>
  );
}

function Waiting({ to, count, label }: { to: string; count: number; label: string }) {
  return (
    <li className="border-t border-line py-1.5 text-sm">
      {count === 0 ? <span className="text-ink-2">{label}</span> : null}
      {count > 0 ? (
        <Link href={to} data-count={count} className="link">
          {label}
        </Link>
      ) : null}
    </li>
  );
}

/** What came, what nobody expected, and what waits for a decision. */
export function SecurityLists({ data, cluster }: Of<"security">) {
  const { newWorst, drift, hasBaseline, overdue, expiring, forgotten } = data;
  const { queues, unexpected } = words;
  return (
    <div className={columns}>
      <Section
        id="new-worst"
        title={words.newWorst.title}
        actions={<All list={newWorst} to={listHref("newThisWeek", cluster)} label={words.newWorst.all} />}
      >
        <FindingRows findings={newWorst.items} empty={words.newWorst.empty} />
      </Section>
      <Section
        id="unexpected"
        title={unexpected.title}
        actions={
          hasBaseline ? (
            <All list={drift} to={listHref("drift", cluster)} label={unexpected.all} />
          ) : (
            <More to="/baselines" label={unexpected.write} />
          )
        }
      >
        <FindingRows findings={drift.items} empty={hasBaseline ? unexpected.empty : unexpected.none} />
      </Section>
      <Section id="queues" title={queues.title}>
        <ul>
          <Waiting to={listHref("overdue", cluster)} count={overdue} label={queues.overdue(overdue)} />
          <Waiting
            to={href("/acceptances", { cluster, standing: "expiring" })}
            count={expiring}
            label={queues.expiring(expiring)}
          />
          <Waiting
            to={href("/node-ports", { cluster, forgotten: "yes" })}
            count={forgotten}
            label={queues.forgotten(forgotten)}
          />
          <Waiting to={listHref("drift", cluster)} count={drift.total} label={queues.drift(drift.total)} />
        </ul>
      </Section>
    </div>
  );
}

/** How it stands against the dates that were given, and against a month ago. */
export function ManagerLists({ data, overview, cluster }: Of<"manager">) {
  const { due, overdue, before } = data;
  const { value } = overview.score;
  return (
    <div className={columns}>
      <Section
        id="sla"
        title={words.sla.title}
        actions={<More to={trendsHref({ cluster, days: 90 })} label={words.sla.all} />}
      >
        {due === 0 ? (
          <Empty text={words.sla.none} />
        ) : (
          <p className="border-t border-line py-2 text-sm">
            {words.sla.held(due, overdue)}{" "}
            {overdue > 0 ? <CountLink href={listHref("overdue", cluster)} count={overdue} /> : null}
          </p>
        )}
      </Section>
      <Section
        id="month"
        title={words.month.title}
        actions={<More to={reportHref(null, cluster)} label={words.month.report} />}
      >
        {before ? (
          <div className="grid gap-1 border-t border-line py-2 text-sm">
            <p>{words.month.change(openSum(overview.open), openSum(before.counts))}</p>
            {value !== null && before.score !== null ? (
              <p className="text-ink-2">{words.month.score(Math.round(value), Math.round(before.score))}</p>
            ) : null}
            <p>
              <Link
                href={href("/compare", { cluster, from: before.day, to: new Date().toISOString().slice(0, 10) })}
                className="link"
              >
                {words.month.compare}
              </Link>
            </p>
          </div>
        ) : (
          <Empty text={words.month.none} />
        )}
      </Section>
      <LongestList overview={overview} cluster={cluster} />
    </div>
  );
}

/** Where to begin, what is one's own, and what the last scan moved. */
export function EngineerLists({ data: { mine, rechecks }, overview, cluster }: Of<"engineer">) {
  return (
    <div className={columns}>
      <WorstNodeList overview={overview} cluster={cluster} />
      <Section
        id="mine"
        title={words.mine.title}
        aside={
          rechecks > 0 ? (
            <Link href={listHref("rechecks", cluster)} data-count={rechecks} className="link">
              {words.rechecks(rechecks)}
            </Link>
          ) : null
        }
        actions={<All list={mine} to={listHref("mine", cluster)} label={words.mine.all} />}
      >
        <FindingRows findings={mine.items} empty={words.mine.empty} />
      </Section>
      <ChangeList overview={overview} cluster={cluster} ofLastScan />
    </div>
  );
}
