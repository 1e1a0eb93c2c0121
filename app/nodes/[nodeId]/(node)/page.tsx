import { ArrowLeftRight, EyeOff, History } from "lucide-react";
import { z } from "zod";
import { CsvLink } from "../../../../components/export/csv-link.tsx";
import { FindingsTable } from "../../../../components/findings-table.tsx";
import { Page } from "../../../../components/frame/page.tsx";
import { HeadlampLink } from "../../../../components/headlamp-link.tsx";
import { href } from "../../../../components/href.ts";
import { KubeletConfig } from "../../../../components/nodes/kubelet-config.tsx";
import { ladderOf, layerOfCheck } from "../../../../components/nodes/ladder.ts";
import { LadderList } from "../../../../components/nodes/ladder-list.tsx";
import { NodeMark } from "../../../../components/nodes/node-mark.tsx";
import { portRows, vantagesOf } from "../../../../components/nodes/port-rows.ts";
import { PortTable } from "../../../../components/nodes/port-table.tsx";
import { SweepTable } from "../../../../components/nodes/sweep-table.tsx";
import { PageSections } from "../../../../components/page-sections.tsx";
import { RecheckGroupPanel } from "../../../../components/recheck-group-panel.tsx";
import { LinkButton } from "../../../../components/ui/button.tsx";
import { Link } from "../../../../components/ui/link.tsx";
import { Section } from "../../../../components/ui/section.tsx";
import { Notice } from "../../../../components/ui/state.tsx";
import { portSections } from "../../../../lib/domain/well-known-ports.ts";
import { guardPage } from "../../../../lib/guard/index.ts";
import * as t from "../../../../lib/messages/index.ts";
import { listFindings } from "../../../../lib/store/index.ts";
import { readLinks } from "../../../read-links.ts";
import { recheckGroup } from "../../../recheck-group-action.ts";
import { knownGrant } from "../../known-grant.ts";
import { NodeFacts } from "../node-facts.tsx";
import { NodeSettings, shownComponents } from "../node-settings.tsx";
import { openServices } from "../open-services.ts";
import { readNode } from "../read-node.ts";

const words = t.nodes;

const request = z.object({
  nodeId: z.string().min(1).max(100),
  component: z.enum(shownComponents, `must be one of ${shownComponents.join(", ")}.`).default("kubelet"),
});

export default guardPage(request, async ({ input: { nodeId, component } }) => {
  const [node, findings, links] = await Promise.all([
    readNode(nodeId),
    listFindings({ node: nodeId, limit: 200 }),
    readLinks(),
  ]);
  const services = await openServices(node);
  const servicePorts = services.flatMap(({ port }) => port ?? []);
  const onTheNetwork = services.filter(({ checkId }) => layerOfCheck(checkId) === "network");
  const rows = portRows(node.observations);
  const vantages = vantagesOf(node.observations);
  const need = node.kubeletConfig?.status === "unknown" ? node.kubeletConfig.need : null;
  return (
    <Page
      crumbs={[{ label: words.title, href: href("/nodes", { cluster: node.clusterId }) }, { label: node.name }]}
      title={
        <span className="flex flex-wrap items-center gap-2">
          {node.name} <NodeMark node={node} />
        </span>
      }
      actions={
        <>
          <HeadlampLink links={links} object={{ ...node, clusterId: node.clusterId, kind: "Node" }} />
          <LinkButton href={`/nodes/${node.id}/timeline`}>
            <History aria-hidden />
            {t.timeline.node.link}
          </LinkButton>
          <LinkButton href={href("/compare", { nodeA: node.id })}>
            <ArrowLeftRight aria-hidden />
            {t.compare.with}
          </LinkButton>
          {findings.total > 0 ? (
            <RecheckGroupPanel
              scope={{ kind: "node", nodeId: node.id }}
              request={recheckGroup}
              label={t.recheck.group.button(findings.total)}
              className="justify-items-end max-sm:justify-items-start"
            />
          ) : null}
        </>
      }
    >
      <div className="grid gap-9">
        {node.checked === false ? (
          <Notice tone="unknown" icon={EyeOff} className="-mb-4">
            {words.unreachableMeaning}
          </Notice>
        ) : null}
        <NodeFacts node={node} />
        <PageSections
          sections={[
            { id: "ladder", label: words.ladder.title },
            { id: "findings", label: words.findings.title },
            ...(services.length > 0 ? [{ id: "services", label: words.findings.services }] : []),
            { id: "ports", label: words.ports.title },
            { id: "sweeps", label: words.sweeps.title },
            { id: "settings", label: words.settings.title },
            { id: "config", label: words.config.title },
          ]}
        />
        <Section id="ladder" title={words.ladder.title} aside={words.ladder.aside}>
          <LadderList rungs={ladderOf({ ...node, findings: [...findings.items, ...onTheNetwork], servicePorts })} />
        </Section>
        <Section
          id="findings"
          title={words.findings.title}
          aside={t.words.finding(findings.total)}
          actions={
            <span className="flex items-center gap-3">
              <Link href={href("/findings", { node: node.id, state: "all" })} className="link text-xs">
                {words.findings.all}
              </Link>
              <CsvLink search={{ node: node.id }} total={findings.total} />
            </span>
          }
        >
          {findings.items.length > 0 ? (
            <FindingsTable label={words.findings.title} findings={findings.items} hideNode />
          ) : (
            <p className="border-t border-line py-2 text-sm text-ink-2">
              {node.checked === false ? words.findings.noneUnreachable : words.findings.none}
            </p>
          )}
        </Section>
        {services.length > 0 ? (
          <Section
            id="services"
            title={words.findings.services}
            aside={words.findings.servicesAside(services.length)}
            className="-mt-4"
          >
            <FindingsTable label={words.findings.services} findings={services} hideNode />
          </Section>
        ) : null}
        <Section id="ports" title={words.ports.title}>
          <div className="grid gap-5">
            {portSections.map((section) => (
              <Section key={section} id={`ports-${section}`} title={t.words.section[section]} level={3}>
                <PortTable
                  label={t.words.section[section]}
                  rows={rows[section]}
                  vantages={vantages}
                  owners={node.owners}
                  nodeId={node.id}
                />
              </Section>
            ))}
          </div>
        </Section>
        <Section id="sweeps" title={words.sweeps.title} aside={words.sweeps.aside}>
          <SweepTable sweeps={node.sweeps} />
        </Section>
        <NodeSettings node={node} component={component} />
        <Section id="config" title={words.config.title} aside={words.config.effective}>
          <KubeletConfig answer={node.kubeletConfig} grant={need === null ? null : knownGrant(need)} />
        </Section>
      </div>
    </Page>
  );
});
