import { History } from "lucide-react";
import { z } from "zod";
import { Page } from "../../../../components/frame/page.tsx";
import { href } from "../../../../components/href.ts";
import { LinkButton } from "../../../../components/ui/button.tsx";
import { LinkSwitch } from "../../../../components/ui/link-tabs.tsx";
import { Pagination } from "../../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../../components/ui/state.tsx";
import { type NodeTimelineKind, nodeTimelineKinds } from "../../../../lib/domain/views/timeline-view.ts";
import { guardPage } from "../../../../lib/guard/index.ts";
import { withReadersWords } from "../../../../lib/messages/in-readers-words.ts";
import * as t from "../../../../lib/messages/index.ts";
import { listNodeTimeline } from "../../../../lib/store/index.ts";
import { given } from "../../../api/given.ts";
import { anyOf, cursor } from "../../../search-fields.ts";
import { readNode } from "../read-node.ts";
import { EntryList } from "./entry-list.tsx";

const words = t.timeline.node;

const request = z.object({ nodeId: z.string().min(1).max(100), kind: anyOf(nodeTimelineKinds), cursor });

function Nothing({ path, filtered }: { path: string; filtered: boolean }) {
  return filtered ? (
    <EmptyState icon={History} title={words.emptyOf} actions={<LinkButton href={path}>{words.showAll}</LinkButton>} />
  ) : (
    <EmptyState icon={History} title={words.empty}>
      {words.emptyDetail}
    </EmptyState>
  );
}

function Kinds({ path, kind }: { path: string; kind: NodeTimelineKind[] | undefined }) {
  return (
    <LinkSwitch
      label={words.filter}
      className="flex-wrap"
      tabs={[
        { href: path, label: t.ui.all, current: !kind },
        ...nodeTimelineKinds.map((one) => ({
          href: href(path, { kind: one }),
          label: words.kinds[one],
          current: kind?.length === 1 && kind[0] === one,
        })),
      ]}
    />
  );
}

export default guardPage(request, async ({ input: { nodeId, kind, cursor: place } }) => {
  const [node, page] = await Promise.all([
    readNode(nodeId),
    listNodeTimeline({ nodeId, ...given({ kind, cursor: place }) }).then(withReadersWords),
  ]);
  const path = `/nodes/${nodeId}/timeline`;
  const named = kind?.map((one) => words.kinds[one]).join(", ");
  return (
    <Page
      crumbs={[
        { label: t.nodes.title, href: href("/nodes", { cluster: node.clusterId }) },
        { label: node.name, href: `/nodes/${nodeId}` },
        { label: words.title },
      ]}
      title={words.titleOf(node.name)}
      lead={named ? words.leadOf(page.total, named) : words.lead(page.total)}
      actions={<Kinds path={path} kind={kind} />}
    >
      {page.items.length === 0 ? (
        <Nothing path={path} filtered={kind !== undefined} />
      ) : (
        <>
          <EntryList entries={page.items} nodeId={nodeId} />
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={place ? href(path, { kind }) : null}
            nextHref={page.nextCursor ? href(path, { kind, cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
