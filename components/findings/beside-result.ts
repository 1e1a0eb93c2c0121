import * as t from "../../lib/messages/index.ts";
import type { ListedFinding } from "./listed-finding.ts";

type Standing = Pick<ListedFinding, "state" | "verdict"> & { resolution?: ListedFinding["resolution"] | null };

/** What else is to be said of where a finding stands, beside its result; null where the result says it all. */
export function besideResult({ state, resolution, verdict }: Standing): string | null {
  if (state === "resolved" && resolution) return t.words.resolution[resolution];
  if (state === "open") return verdict === "unknown" ? t.findings.stillOpen : null;
  if (state === "accepted" && verdict === "fail") return null;
  return t.words.findingIs[state];
}
