import {
  BadgeCheck,
  CalendarX2,
  CircleHelp,
  FileCheck2,
  FileWarning,
  type LucideIcon,
  ShieldQuestion,
} from "lucide-react";
import { Badge } from "../../components/ui/badge.tsx";
import type { NodePortRow } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";

type Standing = keyof typeof t.nodePorts.approval;
type Tone = "pass" | "critical" | "unknown" | "neutral" | "outline";

const looks: Record<Standing, { icon: LucideIcon; tone: Tone }> = {
  approved: { icon: BadgeCheck, tone: "pass" },
  baseline: { icon: FileCheck2, tone: "pass" },
  expired: { icon: CalendarX2, tone: "critical" },
  unreadable: { icon: FileWarning, tone: "critical" },
  none: { icon: ShieldQuestion, tone: "neutral" },
  "": { icon: CircleHelp, tone: "unknown" },
};

function standingOf({ approval, baseline }: Pick<NodePortRow, "approval" | "baseline">): Standing {
  if (approval?.state === "approved") return "approved";
  if (baseline) return "baseline";
  return approval?.state ?? "";
}

/** Who approved it and until when, as icon and words. */
export function ApprovalCell({ row }: { row: NodePortRow }) {
  const { approval, baseline, via } = row;
  const standing = via === "undeclared" && !baseline ? "none" : standingOf(row);
  const { icon: Icon, tone } = looks[standing];
  const until = standing === "baseline" ? baseline?.until : approval?.until;
  const by = standing === "baseline" ? baseline?.owner : approval?.by;
  return (
    <>
      <Badge tone={tone} title={t.nodePorts.approvalMeaning[standing]}>
        <Icon aria-hidden />
        {t.nodePorts.approval[standing]}
      </Badge>
      {by ? <span className="block text-xs break-words">{t.nodePorts.by(by)}</span> : null}
      {until ? (
        <span className="block text-xs text-ink-2">
          {standing === "expired" ? t.nodePorts.ended(until) : t.nodePorts.until(until)}
        </span>
      ) : null}
    </>
  );
}
