import type { RetentionPreview, RetentionPreviewKind } from "../../../lib/domain/views/retention-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.retention.preview;

function Kind({ of }: { of: RetentionPreviewKind }) {
  const { kind, rows, bytes, clusters, oldest, newest, partitions, partitionBytes, tables } = of;
  return (
    <li className="border-t border-line py-2">
      <p className="text-sm font-medium">{t.retention.kinds[kind]}</p>
      <p className="nums text-sm">
        {words.wouldDelete(rows, clusters.length, t.retention.bytes(bytes))}
        {oldest && newest ? `, ${words.between(t.time.day(oldest), t.time.day(newest))}` : ""}
      </p>
      {partitions.length > 0 ? (
        <p className="text-xs text-ink-2">{words.partitions(partitions.length, t.retention.bytes(partitionBytes))}</p>
      ) : null}
      <details className="mt-1 text-xs">
        <summary className="text-ink-2 hover:text-ink">{words.tables}</summary>
        <ul className="nums mt-1 grid gap-0.5 text-ink-2">
          {tables.map(({ table, rows: count }) => (
            <li key={table}>{words.ofCluster(table, count)}</li>
          ))}
          {clusters.map(({ id, name, rows: count }) => (
            <li key={id}>{words.ofCluster(name, count)}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** What a policy would delete, kind by kind, in words. */
export function PreviewOf({ preview }: { preview: RetentionPreview }) {
  const some = preview.kinds.filter(({ rows }) => rows > 0);
  if (some.length === 0) return <p className="text-sm text-ink-2">{words.nothing}</p>;
  return (
    <>
      <ul>
        {some.map((kind) => (
          <Kind key={kind.kind} of={kind} />
        ))}
      </ul>
      <p className="border-t border-line pt-2 text-sm font-medium">{words.gone}</p>
    </>
  );
}
