import type { PortStretch, PortStrip, PortTimelineChange } from "../../lib/domain/views/timeline-view.ts";
import * as t from "../../lib/messages/index.ts";
import type { Fill } from "./stretch-bar.tsx";

const words = t.timeline;

/** A state as people read it: "open", "closed", or why nothing is known. */
export function stateWords({ state, gap }: Pick<PortStretch, "state" | "gap">): string {
  return gap ? words.gapShort[gap] : t.words.portState[state];
}

export function fillOf({ state }: Pick<PortStretch, "state">): Fill {
  const fills = {
    open: "solid",
    filtered: "hatched",
    "open|filtered": "half",
    closed: "outline",
    unknown: "dashed",
  } as const;
  return fills[state];
}

/** "open (kubelet) from 3 Oct 2026 04:00 UTC to …". */
export function stretchWords(stretch: PortStretch): string {
  const { gap, service, since, until } = stretch;
  const state = gap ? `${t.words.portState.unknown}, ${words.gap[gap]},` : stateWords(stretch);
  const what = service ? `${state} (${service})` : state;
  return words.port.stretch(what, t.time.instant(since), until === null ? null : t.time.instant(until));
}

/** "closed → open"; where only the answer is another, that is said. */
export function turnWords({ before, after }: PortTimelineChange): string {
  const side = (of: PortTimelineChange["before"]) =>
    of.service ? `${t.words.portState[of.state]} (${of.service})` : t.words.portState[of.state];
  if (before.state === after.state && before.service === after.service) return words.change.answered;
  return words.change.turn(side(before), side(after));
}

/** What a port is now from one place, in one sentence. */
export function stripSummary({ vantage, stretches }: PortStrip): string | null {
  const last = stretches.at(-1);
  if (!last) return null;
  const since = t.time.instant(last.since);
  if (last.until !== null) return words.port.summaryEnded(vantage.name, stateWords(last), t.time.instant(last.until));
  if (!last.gap) return words.port.summary(vantage.name, stateWords(last), since);
  const known = stretches.findLast(({ gap }) => gap === null);
  const before = known ? stateWords(known) : t.words.portState.unknown;
  return words.port.summaryBlind(vantage.name, words.gap[last.gap], since, before, t.time.instant(last.confirmedAt));
}
