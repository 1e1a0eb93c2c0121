import type { LucideIcon } from "lucide-react";
import {
  ArrowLeftRight,
  Boxes,
  CalendarClock,
  ChartSpline,
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
import * as t from "../../lib/messages/index.ts";

export interface NavigationItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

/** The rail, in the order people look: how is it, what is wrong, where; then how we know. A new page is one line. */
export const navigation: { items: NavigationItem[] }[] = [
  {
    items: [
      { href: "/", label: t.frame.nav.overview, icon: Gauge },
      { href: "/findings", label: t.frame.nav.findings, icon: ShieldAlert },
      { href: "/nodes", label: t.frame.nav.nodes, icon: Server },
      { href: "/ports", label: t.frame.nav.ports, icon: EthernetPort },
      { href: "/changes", label: t.frame.nav.changes, icon: History },
      { href: "/compare", label: t.frame.nav.compare, icon: ArrowLeftRight },
      { href: "/trends", label: t.frame.nav.trends, icon: ChartSpline },
    ],
  },
  {
    items: [
      { href: "/scans", label: t.frame.nav.scans, icon: Radar },
      { href: "/schedules", label: t.frame.nav.schedules, icon: CalendarClock },
      { href: "/imports", label: t.frame.nav.imports, icon: FileInput },
      { href: "/checks", label: t.frame.nav.checks, icon: ListChecks },
      { href: "/clusters", label: t.frame.nav.clusters, icon: Boxes },
      { href: "/settings/retention", label: t.frame.nav.settings, icon: Settings },
    ],
  },
];
