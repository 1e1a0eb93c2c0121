import { Ghost } from "lucide-react";
import { CountLink } from "../../components/count-link.tsx";
import { HeadlampLink } from "../../components/headlamp-link.tsx";
import { href } from "../../components/href.ts";
import { SeverityBadge } from "../../components/severity-badge.tsx";
import { TimeAgo } from "../../components/time-ago.tsx";
import { Badge } from "../../components/ui/badge.tsx";
import { VantageBadge } from "../../components/vantage-badge.tsx";
import { type LinkSettings, noLinks } from "../../lib/domain/link-settings.ts";
import type { NodePortRow } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.nodePorts;

interface ObjectProps {
  row: NodePortRow;
  cluster: boolean;
  links?: LinkSettings;
}

/** "Service payments/debug", how it opens the port, and in which cluster. */
export function ObjectCell({ row, cluster, links = noLinks }: ObjectProps) {
  const { kind, namespace, name, via, clusterName, clusterId } = row;
  const full = namespace === null ? name : `${namespace}/${name}`;
  return (
    <>
      <span className="block font-medium break-words max-sm:[overflow-wrap:anywhere]">
        {via === "undeclared"
          ? full === null
            ? words.nobodyDeclares
            : words.wasService(full)
          : `${kind} ${full ?? ""}`}
        {via === "undeclared" || name === null ? null : (
          <HeadlampLink
            links={links}
            object={{ clusterId, clusterName, kind: kind ?? "", namespace, name }}
            named={false}
            className="ms-1"
          />
        )}
      </span>
      <span className="block text-xs text-ink-2">
        {words.via[via]}
        {cluster ? `, ${clusterName}` : ""}
      </span>
    </>
  );
}

/** Who answers for it and what it is for. */
export function OwnerCell({ row: { owner, approval, baseline } }: { row: NodePortRow }) {
  const purpose = approval?.because ?? baseline?.because;
  return (
    <>
      {owner ? (
        <span className="block break-words">
          {owner.name} <span className="text-xs text-ink-2">{words.source[owner.source]}</span>
        </span>
      ) : (
        <span className="block text-ink-2">{words.nobodyKnown}</span>
      )}
      <span className="block text-xs break-words text-ink-2">{purpose ?? words.noPurpose}</span>
    </>
  );
}

/** On how many nodes it is open, from where, and the rows of /exposures behind it. */
export function OpenCell({ row }: { row: NodePortRow }) {
  const { clusterId, port, protocol, nodes, looked, exposures, vantages } = row;
  if (exposures === 0) return <span className="text-ink-2">{words.nowhere}</span>;
  const rows = href("/exposures", { cluster: clusterId, port, protocol });
  const ofNodes = words.ofNodes(nodes, looked);
  return (
    <>
      {nodes === exposures ? (
        <CountLink href={rows} count={exposures} className="link nums inline-block min-h-6 leading-6 whitespace-nowrap">
          {ofNodes}
        </CountLink>
      ) : (
        <>
          <span className="nums block whitespace-nowrap">{ofNodes}</span>
          <CountLink href={rows} count={exposures} className="link nums inline-block min-h-6 text-xs leading-6">
            {words.places(exposures)}
          </CountLink>
        </>
      )}
      <span className="flex flex-wrap gap-1">
        {vantages.map((kind) => (
          <VantageBadge key={kind} kind={kind} />
        ))}
      </span>
    </>
  );
}

export function EndpointsCell({ row: { endpoints, kind } }: { row: NodePortRow }) {
  if (kind !== "Service") return null;
  if (endpoints === null) return <span className="text-ink-2">{words.endpointsUnknown}</span>;
  return endpoints === 0 ? words.noEndpoints : <span className="nums">{words.ready(endpoints)}</span>;
}

/** Since when its object is there; since when it is open where nothing says that. */
export function AgeCell({ row: { createdAt, openSince } }: { row: NodePortRow }) {
  const at = createdAt ?? openSince;
  return at === null ? null : <TimeAgo at={at} mode="for" focusable={false} />;
}

export function FindingsCell({ row: { clusterId, port, findings, worst } }: { row: NodePortRow }) {
  if (findings === 0) return <span className="text-ink-2">{words.noFindings}</span>;
  return (
    <>
      {worst ? <SeverityBadge severity={worst} /> : null}
      <CountLink
        href={href("/findings", { cluster: clusterId, port })}
        count={findings}
        className="link nums block min-h-6 text-xs leading-6 whitespace-nowrap"
      >
        {words.findings(findings)}
      </CountLink>
    </>
  );
}

/** Why it looks forgotten; nothing where it does not. */
export function Signs({ row: { signs } }: { row: NodePortRow }) {
  if (signs.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-1">
      {signs.map((sign) => (
        <Badge key={sign} tone="unknown" className="max-sm:whitespace-normal">
          <Ghost aria-hidden />
          {words.sign[sign]}
        </Badge>
      ))}
    </span>
  );
}

/** What was recorded, by whom and when. */
export function RecordCell({ row: { review } }: { row: NodePortRow }) {
  if (!review) return <span className="text-ink-2">{words.review.notYet}</span>;
  const { state, askedBy, askedAt, decidedBy, decidedAt, note } = review;
  return (
    <>
      <span className="block font-medium">{words.review.state[state]}</span>
      <span className="block text-xs text-ink-2">
        {words.review.byAt(decidedBy ?? askedBy, t.time.day(decidedAt ?? askedAt))}
      </span>
      {decidedBy && askedAt !== decidedAt ? (
        <span className="block text-xs text-ink-2">
          {words.review.state.asked}: {words.review.byAt(askedBy, t.time.day(askedAt))}
        </span>
      ) : null}
      {note ? <span className="block text-xs break-words">{note}</span> : null}
    </>
  );
}
