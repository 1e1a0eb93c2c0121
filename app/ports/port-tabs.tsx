import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import * as t from "../../lib/messages/index.ts";

/** What is open, and what is known of the numbers. */
export function PortTabs({ current }: { current: "fleet" | "reference" }) {
  const words = t.fleetPorts.tabs;
  return (
    <LinkTabs
      label={words.label}
      className="mb-4"
      tabs={[
        { href: "/ports", label: words.fleet, current: current === "fleet" },
        { href: "/ports/reference", label: words.reference, current: current === "reference" },
      ]}
    />
  );
}
