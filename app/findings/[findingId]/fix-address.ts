import { href } from "../../../components/href.ts";
import type { Distribution } from "../../../lib/domain/distribution.ts";
import type { NetworkTool } from "../../../lib/domain/network-intent.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";

/** What of the fix is shown; all of it stands in the address, so that a link shows a colleague the same. */
export interface FixChoice {
  distribution: Distribution;
  tool: NetworkTool | undefined;
  rollout: boolean;
}

/** The address that shows a finding with this choice; what is the default is left out. */
export function fixHref(finding: FindingDetail, choice: FixChoice, anchor: "fix" | "network" | "rollout"): string {
  const { distribution, tool, rollout } = choice;
  const search = {
    distribution: distribution === finding.context.distribution ? null : distribution,
    tool,
    rollout: rollout ? "all" : null,
  };
  return `${href(`/findings/${finding.id}`, search)}#${anchor}`;
}
