import { CircleCheck, CircleHelp, ListX, type LucideIcon, MinusCircle } from "lucide-react";
import { Badge } from "../../components/ui/badge.tsx";
import type { PortExpectation } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";

const looks: Record<PortExpectation, { icon: LucideIcon; tone: "critical" | "unknown" | "pass" | "outline" }> = {
  unexpected: { icon: ListX, tone: "critical" },
  unconfirmed: { icon: CircleHelp, tone: "unknown" },
  "no-baseline": { icon: MinusCircle, tone: "outline" },
  expected: { icon: CircleCheck, tone: "pass" },
};

/** Whether a port is meant to be open, as icon and word. */
export function ExpectationBadge({ expectation }: { expectation: PortExpectation }) {
  const { icon: Icon, tone } = looks[expectation];
  return (
    <Badge tone={tone} title={t.fleetPorts.expectationMeaning[expectation]}>
      <Icon aria-hidden />
      {t.fleetPorts.expectation[expectation]}
    </Badge>
  );
}
