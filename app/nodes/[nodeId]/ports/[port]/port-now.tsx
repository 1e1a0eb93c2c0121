import type { ReactNode } from "react";
import { FindingsTable } from "../../../../../components/findings-table.tsx";
import { Link } from "../../../../../components/ui/link.tsx";
import { Section } from "../../../../../components/ui/section.tsx";
import type { PortOwner } from "../../../../../lib/domain/port-owner.ts";
import type { FindingRow } from "../../../../../lib/domain/views/finding-view.ts";
import * as t from "../../../../../lib/messages/index.ts";

const words = t.timeline.port;

function Owner({ owner, headlamp }: { owner: PortOwner; headlamp: (owner: PortOwner) => ReactNode }) {
  const { kind, namespace, name, via, deployedBy, manager, createdAt } = owner;
  return (
    <li className="flex flex-wrap gap-x-2 text-sm">
      <span className="font-medium break-words">
        {[kind === name ? null : kind, namespace, name].filter(Boolean).join("/")}
        {headlamp(owner)}
      </span>
      <span className="text-ink-2">
        {[
          t.finding.owner.ways[via],
          createdAt ? `${t.finding.owner.since} ${t.time.day(createdAt)}` : null,
          deployedBy ?? manager?.name,
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
    </li>
  );
}

interface Props {
  port: number;
  owners: readonly PortOwner[];
  /** Leads to an owner in Headlamp. */
  headlamp: (owner: PortOwner) => ReactNode;
  findings: FindingRow[];
  /** Of Services that have the number in the cluster: they are the same on every node. */
  services: FindingRow[];
}

/** Whose port it is now, and the findings on it. */
export function PortNow({ port, owners, headlamp, findings, services }: Props) {
  return (
    <Section
      id="now"
      title={words.now}
      actions={
        <Link href={`/ports/${port}`} className="link text-xs">
          {words.allOf}
        </Link>
      }
    >
      {owners.length > 0 ? (
        <ul className="mb-3 grid gap-1">
          {owners.map((owner) => (
            <Owner key={`${owner.via} ${owner.namespace} ${owner.name}`} owner={owner} headlamp={headlamp} />
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-sm text-ink-2">{words.noOwner}</p>
      )}
      {findings.length > 0 ? (
        <FindingsTable label={words.findings} findings={findings} hideNode />
      ) : (
        <p className="border-t border-line py-2 text-sm text-ink-2">{words.noFindings}</p>
      )}
      {services.length > 0 ? (
        <div className="mt-4">
          <h3 className="mb-1 text-sm font-medium">{words.services}</h3>
          <FindingsTable label={words.services} findings={services} hideNode />
        </div>
      ) : null}
    </Section>
  );
}
