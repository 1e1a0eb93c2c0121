import { ExpectButton } from "../../../components/baseline/expect-button.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { expectPort } from "../../baselines/actions.ts";

const words = t.expectPort;

/** Checks that an entry of the expected ports answers. */
const answered = new Set(["port-not-in-baseline", "unexpected-listener", "nodeport-unapproved", "hostport-unapproved"]);

/** "This is expected, because", where that closes the finding. */
export function FindingExpected({ finding }: { finding: FindingDetail }) {
  const { checkId, clusterId, port, protocol, node, subject, state } = finding;
  if (!answered.has(checkId) || port === null || state === "resolved") return null;
  const service = subject.kind === "Service" && subject.namespace ? `${subject.namespace}/${subject.name}` : null;
  return (
    <Section id="expected" title={words.section}>
      <p className="mb-3 max-w-prose text-sm text-ink-2">{words.sectionLead}</p>
      <ExpectButton
        clusterId={clusterId}
        port={port}
        protocol={protocol ?? "TCP"}
        node={node}
        service={service}
        label={words.open}
        request={expectPort}
      />
    </Section>
  );
}
