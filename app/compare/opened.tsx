import type { ReactNode } from "react";
import { FieldTable } from "../../components/compare/field-table.tsx";
import { TextDiff } from "../../components/compare/text-diff.tsx";
import { Link } from "../../components/ui/link.tsx";
import type { FieldChange, OpenedPort, OpenedProof, OpenedResult } from "../../lib/domain/views/compare-view.ts";
import * as t from "../../lib/messages/index.ts";
import { evidenceLines } from "../../lib/posture/index.ts";
import { diffLines } from "../../lib/remediation/index.ts";

const words = t.compare.open;

type Text = string[] | "removed" | null;

/** Why one side has no text; null where it has one. */
function Missing({ text, removed, none }: { text: Text; removed: string; none: string }) {
  if (Array.isArray(text)) return null;
  return <p className="text-sm text-ink-2">{text === "removed" ? removed : none}</p>;
}

function Texts({ title, before, after }: { title: string; before: Text; after: Text }) {
  const lines = diffLines(Array.isArray(before) ? before : [], Array.isArray(after) ? after : []);
  const whole = Array.isArray(before) && Array.isArray(after);
  const same = whole && lines.every(({ kind }) => kind === "same");
  return (
    <div className="grid min-w-0 gap-1.5">
      <h3 className="text-xs font-medium text-ink-2">{title}</h3>
      <Missing text={before} removed={words.removedBefore} none={words.noneBefore} />
      <Missing text={after} removed={words.removedAfter} none={words.noneAfter} />
      {lines.length > 0 ? <TextDiff label={title} lines={lines} /> : null}
      {same ? <p className="text-sm text-ink-2">{lines.length > 0 ? words.sameProof : words.noText}</p> : null}
    </div>
  );
}

function Opened({ fields, children }: { fields: readonly FieldChange[]; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-4">
      <FieldTable fields={fields} />
      {children}
    </div>
  );
}

const proofText = ({ evidence }: OpenedProof): Text => (Array.isArray(evidence) ? evidenceLines(evidence) : evidence);

/** An opened verdict: every field that differs, then both proofs as one text. */
export function OpenedVerdict(of: { opened: OpenedResult; fields: FieldChange[]; findingId: string | null }) {
  const { before, after } = of.opened;
  return (
    <Opened fields={of.fields}>
      <Texts title={words.proof} before={proofText(before)} after={proofText(after)} />
      {of.findingId ? (
        <Link href={`/findings/${of.findingId}`} className="link justify-self-start text-sm">
          {words.finding}
        </Link>
      ) : null}
    </Opened>
  );
}

/** An opened port: state and service, then both answers as one text. */
export function OpenedAnswer({ opened, fields }: { opened: OpenedPort; fields: FieldChange[] }) {
  const nothing = opened.before === null && opened.after === null;
  const text = (side: Text) => side ?? [];
  return (
    <Opened fields={fields}>
      {nothing ? (
        <p className="text-sm text-ink-2">{words.noText}</p>
      ) : (
        <Texts title={words.answer} before={text(opened.before)} after={text(opened.after)} />
      )}
    </Opened>
  );
}

/** An opened line of two nodes. */
export function OpenedDifference(of: { title: string; fields: FieldChange[]; before: string[]; after: string[] }) {
  return (
    <Opened fields={of.fields}>
      <Texts title={of.title} before={of.before} after={of.after} />
    </Opened>
  );
}
