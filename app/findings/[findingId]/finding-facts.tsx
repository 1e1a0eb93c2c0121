import { HeadlampLink } from "../../../components/headlamp-link.tsx";
import { href } from "../../../components/href.ts";
import { PortName } from "../../../components/port-name.tsx";
import { resultOf } from "../../../components/result.ts";
import { RichText } from "../../../components/rich-text.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { CopyButton } from "../../../components/ui/copy-button.tsx";
import { Link } from "../../../components/ui/link.tsx";
import { Facts } from "../../../components/ui/section.tsx";
import { VantageBadge } from "../../../components/vantage-badge.tsx";
import { VerdictBadge } from "../../../components/verdict-badge.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import { documentationAddress, type LinkSettings } from "../../../lib/domain/link-settings.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.finding.facts;

function subjectOf({ subject }: FindingDetail): string {
  return [subject.kind, subject.namespace, subject.name].filter(Boolean).join("/");
}

function Where({ finding, links }: { finding: FindingDetail; links: LinkSettings }) {
  const { subject, node, nodeId, clusterId, clusterName } = finding;
  const inCluster = { clusterId, clusterName };
  return (
    <Facts
      items={[
        {
          term: words.cluster,
          value: (
            <Link href={href("/", { cluster: finding.clusterId })} className="link">
              {finding.clusterName}
            </Link>
          ),
        },
        {
          term: words.node,
          value:
            node && nodeId ? (
              <>
                <Link href={`/nodes/${nodeId}`} className="link">
                  {node}
                </Link>
                <HeadlampLink
                  links={links}
                  object={{ ...inCluster, kind: "Node", name: node }}
                  named={false}
                  className="ms-1"
                />
              </>
            ) : (
              (node ?? t.findings.noNode)
            ),
        },
        {
          term: words.subject,
          value: (
            <>
              <code>{subjectOf(finding)}</code>
              {subject.kind === "Node" ? null : (
                <HeadlampLink links={links} object={{ ...inCluster, ...subject }} named={false} className="ms-1" />
              )}
            </>
          ),
        },
        ...(subject.address ? [{ term: words.address, value: <code>{subject.address}</code> }] : []),
        ...(finding.port === null
          ? []
          : [{ term: words.port, value: <PortName port={finding.port} protocol={finding.protocol ?? "TCP"} /> }]),
        { term: words.vantage, value: <VantageBadge kind={finding.vantage} /> },
      ]}
    />
  );
}

function When({ finding }: { finding: FindingDetail }) {
  return (
    <Facts
      items={[
        { term: words.verdict, value: <VerdictBadge verdict={resultOf(finding)} /> },
        { term: words.lastChecked, value: <TimeAgo at={finding.lastCheckedAt} /> },
        { term: words.lastSeen, value: <TimeAgo at={finding.lastSeenAt} /> },
        { term: words.firstSeen, value: <TimeAgo at={finding.firstSeenAt} /> },
        ...(finding.resolvedAt ? [{ term: words.resolvedAt, value: <TimeAgo at={finding.resolvedAt} /> }] : []),
      ]}
    />
  );
}

interface Props {
  finding: FindingDetail;
  check: Check | undefined;
  links: LinkSettings;
}

/** The type plate beside the answer. */
export function FindingFacts({ finding, check, links }: Props) {
  const ownPage = documentationAddress(links, finding.checkId);
  return (
    <aside aria-label={words.title} className="grid content-start gap-5 xl:border-s xl:border-line xl:ps-6">
      <Where finding={finding} links={links} />
      <When finding={finding} />
      <Facts
        items={[
          {
            term: words.check,
            value: (
              <>
                <Link href={`/checks/${finding.checkId}`} className="link">
                  {finding.checkId}
                </Link>
                {ownPage ? (
                  <a href={ownPage} target="_blank" rel="noopener noreferrer" className="link block text-xs">
                    {t.exporting.ownPage}
                  </a>
                ) : null}
              </>
            ),
          },
          ...(check ? [{ term: words.rule, value: <RichText text={check.severity.rule} />, wide: true }] : []),
          {
            term: words.fingerprint,
            value: (
              <span className="flex items-center">
                <code className="truncate">{finding.fingerprint.slice(0, 16)}</code>
                <CopyButton text={finding.fingerprint} label={words.copyFingerprint} />
              </span>
            ),
          },
        ]}
      />
      {finding.nodeId ? (
        <Link href={href("/findings", { node: finding.nodeId })} className="link text-sm">
          {words.others}
        </Link>
      ) : null}
    </aside>
  );
}
