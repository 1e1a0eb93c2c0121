import { HeadlampLink } from "../../../components/headlamp-link.tsx";
import { PortName } from "../../../components/port-name.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Facts, Section } from "../../../components/ui/section.tsx";
import type { HeadlampObject, LinkSettings } from "../../../lib/domain/link-settings.ts";
import type { PortOwner } from "../../../lib/domain/port-owner.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.finding.owner;

function named({ kind, namespace, name }: PortOwner): string {
  // A component is called what it is: "kubelet" needs no "kubelet/kubelet".
  return [kind === name ? null : kind, namespace, name].filter(Boolean).join("/");
}

function Manager({ manager }: { manager: NonNullable<PortOwner["manager"]> }) {
  return (
    <>
      <code className="text-[12px]">{manager.name}</code>
      {manager.at ? (
        <>
          {" "}
          <TimeAgo at={manager.at} className="text-ink-2" />
        </>
      ) : null}
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>
          <code className="text-[12px] break-words">{line}</code>
        </li>
      ))}
    </ul>
  );
}

/** Whose port it is, how it came to be open, since when, and what runs behind it. */
export function FindingOwner({ finding, links }: { finding: FindingDetail; links: LinkSettings }) {
  const { clusterId, clusterName, beside } = finding;
  const { owner } = beside;
  if (!owner) return null;
  const selector = Object.entries(owner.selector).map(([key, value]) => `${key}=${value}`);
  const inHeadlamp = (object: Omit<HeadlampObject, "clusterId" | "clusterName">) => (
    <HeadlampLink links={links} object={{ clusterId, clusterName, ...object }} named={false} className="ms-1" />
  );
  const whose = [
    {
      term: words.whose,
      value: (
        <>
          <code className="text-[12px] break-words">{named(owner)}</code>
          {inHeadlamp(owner)}
        </>
      ),
    },
    { term: words.via, value: words.ways[owner.via] },
    ...(owner.workloads.length > 0 ? [{ term: words.workloads, value: <Lines lines={owner.workloads} /> }] : []),
    ...(owner.namespace
      ? [
          {
            term: words.namespace,
            value: (
              <>
                {owner.namespace}
                {inHeadlamp({ kind: "Namespace", name: owner.namespace })}
              </>
            ),
          },
        ]
      : []),
    ...(selector.length > 0 ? [{ term: words.selector, value: <Lines lines={selector} /> }] : []),
  ];
  const since = [
    { term: t.finding.facts.port, value: <PortName port={owner.port} protocol={owner.protocol} /> },
    ...(owner.targetPort
      ? [{ term: words.targetPort, value: <code className="text-[12px]">{owner.targetPort}</code> }]
      : []),
    { term: words.speaks, value: owner.speaks ?? words.notRecognised },
    ...(owner.createdAt ? [{ term: words.created, value: <TimeAgo at={owner.createdAt} /> }] : []),
    ...(owner.manager ? [{ term: words.manager, value: <Manager manager={owner.manager} /> }] : []),
    ...(owner.deployedBy ? [{ term: words.deployedBy, value: owner.deployedBy }] : []),
  ];
  const columns = "content-start max-sm:grid-cols-[120px_minmax(0,1fr)]";
  return (
    <Section id="owner" title={words.title} aside={finding.state === "resolved" ? t.finding.sources.asOf : null}>
      <div className="grid gap-x-10 lg:grid-cols-2">
        <Facts items={whose} className={columns} />
        <Facts items={since} className={columns} />
      </div>
    </Section>
  );
}
