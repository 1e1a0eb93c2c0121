import { SeverityBadge } from "../../components/severity-badge.tsx";
import { SeverityShape } from "../../components/severity-shape.tsx";
import type { Check } from "../../lib/domain/check.ts";
import * as t from "../../lib/messages/index.ts";

/** From the mildest to the worst that a finding of the check can be. */
export function SeverityRange({ check }: { check: Check }) {
  const [worst, mildest] = check.severity.range;
  if (mildest === worst) return <SeverityBadge severity={worst} />;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <SeverityShape shape={worst} />
      <span>{t.checks.severityRange(t.words.severity[mildest], t.words.severity[worst].toLowerCase())}</span>
    </span>
  );
}
