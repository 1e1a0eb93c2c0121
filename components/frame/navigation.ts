import type * as t from "../../lib/messages/index.ts";

export interface NavigationItem {
  href: string;
  area: keyof typeof t.frame.nav;
}

/** The rail, in the order people look: how is it, what is wrong, where; then how we know. A new page is one line. */
export const navigation: { items: NavigationItem[] }[] = [
  {
    items: [
      { href: "/", area: "overview" },
      { href: "/findings", area: "findings" },
      { href: "/nodes", area: "nodes" },
      { href: "/ports", area: "ports" },
      { href: "/node-ports", area: "nodePorts" },
      { href: "/baselines", area: "baselines" },
      { href: "/acceptances", area: "acceptances" },
      { href: "/changes", area: "changes" },
      { href: "/compare", area: "compare" },
      { href: "/trends", area: "trends" },
    ],
  },
  {
    items: [
      { href: "/scans", area: "scans" },
      { href: "/schedules", area: "schedules" },
      { href: "/imports", area: "imports" },
      { href: "/checks", area: "checks" },
      { href: "/clusters", area: "clusters" },
      { href: "/glossary", area: "glossary" },
      { href: "/settings", area: "settings" },
    ],
  },
];
