import type { LucideIcon } from "lucide-react";
import {
  ArrowUpCircle,
  Ban,
  CalendarClock,
  Check,
  CircleDot,
  Clock,
  CornerUpLeft,
  DoorClosed,
  DoorOpen,
  Eye,
  EyeOff,
  FileCog,
  HelpCircle,
  Hourglass,
  LogOut,
  MessageSquare,
  PencilLine,
  Plus,
  RefreshCw,
  Replace,
  RotateCcw,
  Server,
  ShieldOff,
  Shuffle,
  Unplug,
  UserRound,
} from "lucide-react";
import type { FeedKind } from "../../lib/domain/views/change-view.ts";

const icons: Record<FeedKind, LucideIcon> = {
  opened: CircleDot,
  reopened: RotateCcw,
  fixed: Check,
  "node-gone": LogOut,
  "check-retired": Ban,
  "out-of-scope": Ban,
  ended: Ban,
  accepted: Check,
  "severity-changed": Shuffle,
  unknown: HelpCircle,
  rechecked: RefreshCw,
  "port-opened": DoorOpen,
  "port-closed": DoorClosed,
  "port-changed": Shuffle,
  "node-joined": Server,
  "node-left": LogOut,
  "node-returned": CornerUpLeft,
  "node-replaced": Replace,
  "node-renamed": PencilLine,
  "node-changed": PencilLine,
  "kubelet-upgraded": ArrowUpCircle,
  "cluster-upgraded": ArrowUpCircle,
  "setting-changed": FileCog,
  "service-created": Plus,
  "service-removed": Unplug,
  "rules-changed": FileCog,
  "clock-went-back": Clock,
  "scan-saw-less": EyeOff,
  "acceptance-expiring": Hourglass,
  acknowledged: Eye,
  unacknowledged: EyeOff,
  "acceptance-ended": ShieldOff,
  "false-positive": Ban,
  assigned: UserRound,
  "due-changed": CalendarClock,
  commented: MessageSquare,
};

/** Green is a fix and nothing else; what a person should look at is ink, the rest is quiet. */
function colourOf(kind: FeedKind): string {
  if (kind === "fixed") return "text-pass";
  if (kind === "unknown" || kind === "scan-saw-less") return "text-unknown";
  return ["opened", "reopened", "acceptance-ended", "port-opened", "service-created"].includes(kind)
    ? "text-ink"
    : "text-ink-3";
}

export function KindIcon({ kind }: { kind: FeedKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colourOf(kind)}`} />;
}
