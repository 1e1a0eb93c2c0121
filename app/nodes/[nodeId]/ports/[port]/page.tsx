import { EyeOff } from "lucide-react";
import { ExpectButton } from "../../../../../components/baseline/expect-button.tsx";
import { Page } from "../../../../../components/frame/page.tsx";
import { HeadlampLink } from "../../../../../components/headlamp-link.tsx";
import { href } from "../../../../../components/href.ts";
import { PortStrips } from "../../../../../components/timeline/port-strips.tsx";
import { stripSummary } from "../../../../../components/timeline/port-words.ts";
import { StripTable } from "../../../../../components/timeline/strip-table.tsx";
import { LinkButton } from "../../../../../components/ui/button.tsx";
import { LinkSwitch } from "../../../../../components/ui/link-tabs.tsx";
import { Section } from "../../../../../components/ui/section.tsx";
import { EmptyState } from "../../../../../components/ui/state.tsx";
import { AppError } from "../../../../../lib/domain/errors.ts";
import { findingStates } from "../../../../../lib/domain/finding-state.ts";
import { formatPort, protocols } from "../../../../../lib/domain/port-state.ts";
import type { FindingRow } from "../../../../../lib/domain/views/finding-view.ts";
import type { PortTimeline } from "../../../../../lib/domain/views/timeline-view.ts";
import { wellKnownPorts } from "../../../../../lib/domain/well-known-ports.ts";
import { guardPage } from "../../../../../lib/guard/index.ts";
import { withReadersWords } from "../../../../../lib/messages/in-readers-words.ts";
import * as t from "../../../../../lib/messages/index.ts";
import { getPortTimeline, listFindings, noNode } from "../../../../../lib/store/index.ts";
import { expectPort } from "../../../../baselines/actions.ts";
import { readPort } from "../../../../ports/[port]/read-port.ts";
import { readLinks } from "../../../../read-links.ts";
import { readNode } from "../../read-node.ts";
import { PortChanges } from "./port-changes.tsx";
import { PortNow } from "./port-now.tsx";
import {
  type PortTimelineRequest,
  portTimelineRequest,
  rangeOf,
  type ShownDays,
  shownDays,
  timelineHref,
} from "./timeline-request.ts";

const words = t.timeline.port;

function Switches({ input, days }: { input: PortTimelineRequest; days: ShownDays | null }) {
  return (
    <>
      <LinkSwitch
        label={words.protocol}
        tabs={protocols.map((protocol) => ({
          href: timelineHref({ ...input, protocol }, days ?? undefined),
          label: protocol,
          current: protocol === input.protocol,
        }))}
      />
      <LinkSwitch
        label={words.range}
        tabs={shownDays.map((shown) => ({
          href: timelineHref(input, shown),
          label: shown === "all" ? words.all : t.time.lastDays(Number(shown)),
          current: shown === days,
        }))}
      />
    </>
  );
}

function NoLook({
  timeline,
  input,
  first,
}: {
  timeline: PortTimeline;
  input: PortTimelineRequest;
  first: string | null;
}) {
  const name = formatPort(timeline.port, timeline.protocol);
  if (first === null) {
    return (
      <EmptyState icon={EyeOff} title={words.never}>
        {words.neverDetail(name, timeline.nodeName)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={EyeOff}
      title={words.noneInRange}
      actions={<LinkButton href={timelineHref(input, "all")}>{words.wholeTime}</LinkButton>}
    >
      {words.noneInRangeDetail(t.time.instant(first))}
    </EmptyState>
  );
}

/** One sentence a place: what the port is now, and since when. */
function Summary({ timeline }: { timeline: PortTimeline }) {
  const sentences = timeline.strips.flatMap((strip) => stripSummary(strip) ?? []);
  const looks = timeline.strips.flatMap(({ stretches }) => stretches);
  const onlyOne =
    looks.every(({ since, confirmedAt }) => since === confirmedAt) && looks.length === timeline.strips.length;
  return (
    <>
      {sentences.map((sentence) => (
        <span key={sentence} className="block">
          {sentence}
        </span>
      ))}
      {onlyOne ? <span className="block">{words.onlyOne}</span> : null}
    </>
  );
}

export default guardPage(portTimelineRequest, async ({ input }) => {
  const port = readPort(input.port);
  if (port === null) throw new AppError("not-found", t.ports.noPort);
  const { nodeId, protocol } = input;
  const { days, ...range } = rangeOf(input, new Date());
  const [node, links] = await Promise.all([readNode(nodeId), readLinks()]);
  const onPort = { cluster: node.clusterId, port, limit: 100, state: [...findingStates] };
  const [timeline, findings, onNoNode] = await Promise.all([
    getPortTimeline({ nodeId, port, protocol, ...range }).then(withReadersWords),
    listFindings({ ...onPort, node: nodeId }),
    listFindings({ ...onPort, node: noNode }),
  ]);
  const isOfProtocol = (finding: FindingRow) => (finding.protocol ?? "TCP") === protocol;
  const first = timeline.strips.flatMap(({ firstLookedAt }) => firstLookedAt ?? []).sort()[0] ?? null;
  const isShown = timeline.strips.some(({ stretches }) => stretches.length > 0);
  const isOpen = timeline.strips.some(({ stretches }) => stretches.at(-1)?.state === "open");
  const services = node.owners
    .filter((owner) => owner.port === port && owner.protocol === protocol && owner.kind === "Service" && !owner.node)
    .map(({ namespace, name }) => ({ name: `${namespace}/${name}` }));
  const usual = wellKnownPorts.find((known) => known.port === port)?.service ?? null;
  return (
    <Page
      crumbs={[
        { label: t.nodes.title, href: href("/nodes", { cluster: node.clusterId }) },
        { label: node.name, href: `/nodes/${nodeId}` },
        { label: formatPort(port, protocol) },
      ]}
      title={words.titleOf(formatPort(port, protocol, protocol === "TCP" ? usual : null), node.name)}
      lead={isShown ? <Summary timeline={timeline} /> : null}
      actions={
        <>
          <Switches input={input} days={days} />
          {isOpen ? (
            <ExpectButton
              {...{ clusterId: node.clusterId, port, protocol, node: node.name, request: expectPort }}
              label={t.expectPort.open}
              service={services[0]?.name ?? null}
            />
          ) : null}
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
        <Section
          id="strips"
          title={words.title}
          aside={`${t.time.instant(timeline.from)} – ${t.time.instant(timeline.to)}`}
        >
          {isShown ? (
            <>
              <PortStrips timeline={timeline} />
              <StripTable label={words.strips} strips={timeline.strips} />
            </>
          ) : (
            <NoLook timeline={timeline} input={input} first={first} />
          )}
        </Section>
        {isShown ? <PortChanges timeline={timeline} /> : null}
        <PortNow
          port={port}
          owners={node.owners.filter((owner) => owner.port === port && owner.protocol === protocol)}
          headlamp={(owner) => (
            <HeadlampLink
              links={links}
              object={{ ...owner, clusterId: node.clusterId, clusterName: node.clusterName }}
              named={false}
              className="ms-1"
            />
          )}
          findings={findings.items.filter(isOfProtocol)}
          services={onNoNode.items.filter((finding) => finding.subject.kind === "Service" && isOfProtocol(finding))}
        />
      </div>
    </Page>
  );
});
