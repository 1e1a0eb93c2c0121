import { Download } from "lucide-react";
import { LinkButton } from "../../../components/ui/button.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { shellQuote } from "../../../lib/domain/shell-quote.ts";
import * as t from "../../../lib/messages/index.ts";
import { textAddress } from "../addresses.ts";

const words = t.baselines.git;

/** The file, and the line that sends it from CI. */
export function GitSection({ clusterId, clusterName }: { clusterId: string; clusterName: string }) {
  const file = `breakwater-baseline-${clusterName.replaceAll(/[^A-Za-z0-9._-]+/g, "-")}.yaml`;
  const address = `${textAddress(clusterId)}?version=latest&note=$(git rev-parse --short HEAD)`;
  const command = [
    "curl --fail-with-body -X PUT -H 'content-type: application/yaml' \\",
    `  --data-binary @${shellQuote(file)} "$BREAKWATER_URL${address}"`,
  ].join("\n");
  return (
    <Section
      id="git"
      title={words.title}
      actions={
        <LinkButton href={textAddress(clusterId)} size="sm" download={file}>
          <Download aria-hidden />
          {words.download}
        </LinkButton>
      }
    >
      <p className="mb-2 max-w-prose text-sm text-ink-2">{words.lead}</p>
      <CodeBlock code={command} label={words.curl} />
    </Section>
  );
}
