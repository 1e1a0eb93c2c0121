import { href } from "../../components/href.ts";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import * as t from "../../lib/messages/index.ts";

interface Props {
  current: "register" | "review";
  cluster: string | undefined;
  forgotten: number;
}

/** All of them, and those that somebody should look at. */
export function NodePortTabs({ current, cluster, forgotten }: Props) {
  const words = t.nodePorts.tabs;
  return (
    <LinkTabs
      label={words.label}
      className="mb-4"
      tabs={[
        { href: href("/node-ports", { cluster }), label: words.register, current: current === "register" },
        {
          href: href("/node-ports/review", { cluster }),
          label: <span data-count={forgotten}>{words.reviewOf(forgotten)}</span>,
          current: current === "review",
        },
      ]}
    />
  );
}
