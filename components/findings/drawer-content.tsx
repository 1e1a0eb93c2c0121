"use client";

import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import type { LinkSettings } from "../../lib/domain/link-settings.ts";
import type { FindingDetail, FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import * as t from "../../lib/messages/index.ts";
import { CountLink } from "../count-link.tsx";
import { EvidenceList } from "../evidence-list.tsx";
import { CopyFinding } from "../export/copy-finding.tsx";
import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";
import { HeadlampLink } from "../headlamp-link.tsx";
import { href } from "../href.ts";
import { MarkedCode } from "../marked-code.tsx";
import { markedValues } from "../marked-values.ts";
import { PortName } from "../port-name.tsx";
import { RecheckPanel } from "../recheck-panel.tsx";
import { RemediationSteps } from "../remediation-steps.tsx";
import { RichText } from "../rich-text.tsx";
import { TimelineList } from "../timeline-list.tsx";
import type { TriageActions } from "../triage/triage-actions.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/state.tsx";
import { DrawerTriage } from "./drawer-triage.tsx";
import type { RequestRecheck } from "./finding-drawer.tsx";
import { FindingStanding, SeenReach } from "./finding-standing.tsx";

const words = t.findingDrawer;
/** The fix begins here and goes on, with its distributions and rules, on the full page. */
const firstSteps = 3;
const newest = 5;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-6 min-w-0">
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Head({ finding }: { finding: FindingDetail }) {
  return (
    <header>
      <FindingStanding finding={finding} />
      <h2 aria-live="polite" className="mt-2 text-xl font-semibold tracking-tight text-balance">
        {finding.headline}
      </h2>
      <p className="mt-2 text-sm text-ink-2">
        <RichText text={finding.reason} />
        <SeenReach finding={finding} />
      </p>
      {finding.state !== "resolved" && finding.verdict === "unknown" ? (
        <Notice tone="unknown" icon={CircleHelp} className="mt-3">
          {t.finding.stillOpenUnknown}
        </Notice>
      ) : null}
      <Place finding={finding} />
    </header>
  );
}

/** Where it is, and what else is open there. */
function Place({ finding }: { finding: FindingDetail }) {
  const { node, nodeId, port, protocol, subject, clusterName, clusterId } = finding;
  return (
    <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm [&_dt]:text-ink-2">
      <dt>{t.finding.facts.cluster}</dt>
      <dd>
        <Link href={href("/findings", { cluster: clusterId })} className="link">
          {clusterName}
        </Link>
      </dd>
      <dt>{node ? t.finding.facts.node : t.finding.facts.subject}</dt>
      <dd className="break-words">
        {nodeId ? (
          <Link href={`/nodes/${nodeId}`} className="link">
            {node}
          </Link>
        ) : (
          (node ?? subject.name)
        )}
        <InHeadlamp finding={finding} />
        {nodeId ? <Others nodeId={nodeId} /> : null}
      </dd>
      {port === null ? null : (
        <>
          <dt>{t.finding.facts.port}</dt>
          <dd>
            <PortName port={port} protocol={protocol ?? "TCP"} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** The node, or the object itself where it lies on none. */
function InHeadlamp({ finding: { clusterId, clusterName, node, subject } }: { finding: FindingDetail }) {
  const { data } = useQuery({
    queryKey: ["link-settings"],
    queryFn: ({ signal }) => readJson<LinkSettings>("/api/v1/settings/links", signal),
    staleTime: 60_000,
  });
  if (!data) return null;
  const object = node ? ({ kind: "Node", name: node } as const) : subject;
  return <HeadlampLink links={data} object={{ clusterId, clusterName, ...object }} named={false} className="ms-1" />;
}

function Others({ nodeId }: { nodeId: string }) {
  const { data } = useQuery({
    queryKey: ["findings-of-node", nodeId],
    queryFn: ({ signal }) => readJson<Page<FindingRow>>(href("/api/v1/findings", { node: nodeId, limit: 1 }), signal),
    staleTime: 30_000,
  });
  if (!data || data.total === 0) return null;
  return (
    <CountLink href={href("/findings", { node: nodeId })} count={data.total} className="link ms-2 text-xs">
      {words.others(data.total)}
    </CountLink>
  );
}

function Fix({ finding }: { finding: FindingDetail }) {
  const { remediation, context, id } = finding;
  const values = markedValues(context);
  const more = remediation.steps.length - firstSteps;
  return (
    <>
      <Part title={t.finding.fix.title}>
        <RemediationSteps
          remediation={{ ...remediation, steps: remediation.steps.slice(0, firstSteps) }}
          tabs={[]}
          values={values}
        />
        {more > 0 ? (
          <p className="mt-2 text-sm">
            <Link href={`/findings/${id}#fix`} className="link">
              {words.stepsMore(more)}
            </Link>
          </p>
        ) : null}
      </Part>
      <Part title={t.finding.verify.title}>
        <CodeBlock code={remediation.verify.command} label={t.finding.verify.run} copyLabel={t.finding.verify.copy}>
          <MarkedCode code={remediation.verify.command} values={values} />
        </CodeBlock>
        <p className="mt-1.5 text-sm">
          <span className="font-medium">{t.finding.verify.expect}</span>{" "}
          <RichText text={remediation.verify.expect} className="text-ink-2" />
        </p>
      </Part>
    </>
  );
}

interface Props {
  finding: FindingDetail;
  recheckNow: RequestRecheck | null;
  /** RFC 3339; when the list was read. */
  readAt: string;
  triage: TriageActions;
}

/** The finding as the drawer tells it: the answer first, then proof, fix, and what was done with it. */
export function DrawerContent({ finding, readAt, recheckNow, triage }: Props) {
  const { id, evidence, events, recheck } = finding;
  return (
    <article>
      <Head finding={finding} />
      <div className="mt-3">
        <CopyFinding id={id} labels={t.exporting.copy} />
      </div>
      <DrawerTriage finding={finding} readAt={readAt} actions={recheckNow === null ? null : triage} />
      <Part title={t.finding.proof.title}>
        <EvidenceList evidence={evidence} unfolded={1} />
      </Part>
      <Fix finding={finding} />
      {recheckNow ? (
        <Part title={t.recheck.title}>
          <RecheckPanel findingId={id} recheck={recheck} request={recheckNow} />
        </Part>
      ) : null}
      <Part title={t.finding.history.title}>
        <TimelineList events={events.slice(0, newest)} />
        <p className="mt-2 text-sm">
          <Link href={`/findings/${id}#history`} className="link">
            {words.historyMore}
          </Link>
        </p>
      </Part>
    </article>
  );
}
