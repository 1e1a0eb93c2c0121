import type { ScanCost } from "../../lib/domain/views/scan-cost.ts";
import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";

/** The budget as one sentence. */
export function budgetSentence(cost: ScanCost | null): string {
  if (!cost) return t.scanBudget.unknown;
  const { connections, nodes, perNode, seconds } = cost;
  return t.scanBudget.sentence(connections, nodes, perNode, seconds.least, seconds.most);
}

/** What a scan costs, wherever one starts. */
export function ScanBudget({ cost, id, className }: { cost: ScanCost | null; id?: string; className?: string }) {
  return (
    <span id={id} data-budget className={cn("nums block text-xs text-ink-2", className)}>
      {budgetSentence(cost)}
    </span>
  );
}
