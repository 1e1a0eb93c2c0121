import { CircleHelp } from "lucide-react";
import type { KubeletConfigAnswer } from "../../lib/domain/inventory.ts";
import * as t from "../../lib/messages/index.ts";
import { TimeAgo } from "../time-ago.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Notice } from "../ui/state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";

const words = t.nodes.config;

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nested fields as the paths that Kubernetes' documentation uses: `authentication.anonymous.enabled`. */
function flatten(config: Record<string, unknown>, prefix = ""): { field: string; value: string }[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const field = `${prefix}${key}`;
    if (isMapping(value)) return flatten(value, `${field}.`);
    return value === undefined ? [] : [{ field, value: Array.isArray(value) ? value.join(", ") : String(value) }];
  });
}

/** More than this is folded away: the settings above say what counts of it. */
const unfoldedFields = 8;

function Fields({ config }: { config: Record<string, unknown> }) {
  const fields = flatten(config).sort((a, b) => a.field.localeCompare(b.field));
  if (fields.length === 0) return <p className="text-sm">{words.empty}</p>;
  const table = (
    <Table label={words.title} scrollable>
      <TableHead>
        <TableHeader>{words.field}</TableHeader>
        <TableHeader>{words.value}</TableHeader>
      </TableHead>
      <TableBody>
        {fields.map(({ field, value }) => (
          <TableRow key={field}>
            <TableCell className="w-0 align-top max-sm:min-w-36 max-sm:[overflow-wrap:anywhere] sm:pe-8 sm:whitespace-nowrap">
              <code className="text-[12px]">{field}</code>
            </TableCell>
            <TableCell>
              <code className="text-[12px] [overflow-wrap:anywhere]">{value}</code>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
  if (fields.length <= unfoldedFields) return table;
  return (
    <details>
      <summary className="link text-sm">{words.fields(fields.length)}</summary>
      {table}
    </details>
  );
}

interface Props {
  answer: KubeletConfigAnswer | null;
  /** The ClusterRole rule that grants what was missing. */
  grant: string | null;
}

/** The configuration that the kubelet runs with and who said so, or why it is not known and what would change that. */
export function KubeletConfig({ answer, grant }: Props) {
  if (answer?.status === "read") {
    return (
      <>
        <p className="mb-2 text-xs text-ink-2">
          {words.source[answer.source]}, {words.read} <TimeAgo at={answer.at} />
          {answer.unverified ? `. ${words.unverified}` : null}
        </p>
        <Fields config={{ ...answer.config }} />
        <p className="mt-2 text-xs text-ink-2">{words.zero}</p>
      </>
    );
  }
  return (
    <div className="grid gap-3">
      <Notice tone="unknown" icon={CircleHelp}>
        <p className="font-medium">{words.unknown}</p>
        <p className="text-ink-2">{answer?.reason ?? words.never}</p>
      </Notice>
      {answer?.need && grant ? (
        <div>
          <p className="mb-1.5 text-sm">{words.needs(answer.need)}</p>
          <CodeBlock code={grant} label={words.grant} copyLabel={words.copyGrant} />
        </div>
      ) : null}
    </div>
  );
}
