import { ArrowLeft, ArrowRight } from "lucide-react";
import type { EvidenceItem } from "../lib/domain/check.ts";
import * as t from "../lib/messages/index.ts";
import { TimeAgo } from "./time-ago.tsx";
import { Badge } from "./ui/badge.tsx";
import { cn } from "./ui/class-names.ts";
import { VantageBadge } from "./vantage-badge.tsx";

function Line({
  icon: Icon,
  label,
  text,
  strong,
}: {
  icon: typeof ArrowLeft;
  label: string;
  text: string;
  strong: boolean;
}) {
  return (
    <p className="flex items-start gap-2">
      <Icon aria-hidden className="mt-[3px] size-3.5 shrink-0 text-ink-3" />
      <span className="sr-only">{label}</span>
      <code className="min-w-0 text-[12px] break-words whitespace-pre-wrap">
        {strong ? <mark className="rounded-sm bg-mark box-decoration-clone px-0.5 text-ink">{text}</mark> : text}
      </code>
    </p>
  );
}

function Item({ item }: { item: EvidenceItem }) {
  if (item.removed) return <li className="text-sm text-ink-2 first-letter:uppercase">{item.received}</li>;
  return (
    <li className={cn("border-s-2 py-1 ps-3", item.decisive ? "border-ink" : "border-line-strong")}>
      <Line icon={ArrowRight} label={t.finding.proof.sent} text={item.sent} strong={false} />
      <Line icon={ArrowLeft} label={t.finding.proof.received} text={item.received} strong={item.decisive} />
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 ps-[22px] text-xs text-ink-2">
        {item.decisive ? <Badge>{t.finding.proof.decisive}</Badge> : null}
        {item.vantage ? <VantageBadge kind={item.vantage.kind} name={item.vantage.name} /> : null}
        <TimeAgo at={item.at} />
      </p>
      {item.detail && item.detail.length > 0 ? (
        <details className="mt-1 ps-[22px] text-xs">
          <summary className="min-h-6 text-ink-2 leading-6 hover:text-ink">{t.finding.proof.detail}</summary>
          <ul className="mt-1 font-mono text-[12px] leading-[18px] break-words">
            {item.detail.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}

/** What was sent and what came back, the decisive first; what did not decide is folded away when there is much. */
export function EvidenceList({ evidence, unfolded = 2 }: { evidence: EvidenceItem[]; unfolded?: number }) {
  if (evidence.length === 0) return <p className="text-sm text-ink-2">{t.finding.proof.empty}</p>;
  const ordered = evidence
    .map((item, number) => ({ item, number }))
    .sort((a, b) => Number(b.item.decisive) - Number(a.item.decisive));
  const rest = ordered.slice(unfolded);
  const keyed = (items: typeof ordered) => items.map(({ item, number }) => <Item key={number} item={item} />);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">{keyed(ordered.slice(0, unfolded))}</ul>
      {rest.length > 0 ? (
        <details>
          <summary className="link text-sm">{t.finding.proof.others(rest.length)}</summary>
          <ul className="mt-3 grid gap-3">{keyed(rest)}</ul>
        </details>
      ) : null}
    </div>
  );
}
