import type { LucideIcon } from "lucide-react";
import {
  ArrowLeftRight,
  BookOpenText,
  Boxes,
  CalendarClock,
  ChartSpline,
  ClipboardCheck,
  DoorOpen,
  EthernetPort,
  FileInput,
  Gauge,
  History,
  ListChecks,
  Radar,
  Server,
  Settings,
  ShieldAlert,
} from "lucide-react";
import type * as t from "../../lib/messages/index.ts";

export interface NavigationItem {
  href: string;
  area: keyof typeof t.frame.nav;
  icon: LucideIcon;
}

/** The rail, in the order people look: how is it, what is wrong, where; then how we know. A new page is one line. */
export const navigation: { items: NavigationItem[] }[] = [
  {
    items: [
      { href: "/", area: "overview", icon: Gauge },
      { href: "/findings", area: "findings", icon: ShieldAlert },
      { href: "/nodes", area: "nodes", icon: Server },
      { href: "/ports", area: "ports", icon: EthernetPort },
      { href: "/node-ports", area: "nodePorts", icon: DoorOpen },
      { href: "/baselines", area: "baselines", icon: ClipboardCheck },
      { href: "/changes", area: "changes", icon: History },
      { href: "/compare", area: "compare", icon: ArrowLeftRight },
      { href: "/trends", area: "trends", icon: ChartSpline },
    ],
  },
  {
    items: [
      { href: "/scans", area: "scans", icon: Radar },
      { href: "/schedules", area: "schedules", icon: CalendarClock },
      { href: "/imports", area: "imports", icon: FileInput },
      { href: "/checks", area: "checks", icon: ListChecks },
      { href: "/clusters", area: "clusters", icon: Boxes },
      { href: "/glossary", area: "glossary", icon: BookOpenText },
      { href: "/settings", area: "settings", icon: Settings },
    ],
  },
];
