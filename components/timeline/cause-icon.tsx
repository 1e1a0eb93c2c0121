import { Bolt, Boxes, CircleArrowUp, CornerUpLeft, type LucideIcon, Replace, Server, Settings2 } from "lucide-react";
import type { TimelineCause } from "../../lib/domain/views/timeline-view.ts";

const icons: Partial<Record<TimelineCause["kind"], LucideIcon>> = {
  "setting-changed": Settings2,
  "service-created": Boxes,
  "service-removed": Boxes,
  "node-replaced": Replace,
  "node-returned": CornerUpLeft,
  "node-joined": Server,
  "kubelet-upgraded": CircleArrowUp,
  "cluster-upgraded": CircleArrowUp,
};

export function CauseIcon({ kind }: { kind: TimelineCause["kind"] }) {
  const Icon = icons[kind] ?? Bolt;
  return <Icon aria-hidden className="size-3.5 shrink-0" />;
}
