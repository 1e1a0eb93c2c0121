"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { PortReview, ReviewOutcome, ReviewState } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import { recordPortReview, undoPortReview } from "./actions.ts";
import type { QueueItem } from "./queue-item.ts";

const words = t.nodePorts.review;

export interface ReviewNews {
  text: string;
  /** What was just recorded, to be taken back at once. */
  done: PortReview[];
  problems: string[];
}

function problemOf({ target, by, at, state }: ReviewOutcome["conflicts"][number]): string {
  const port = `${target.port}/${target.protocol}`;
  if (state === null) return words.conflictGone(port);
  return words.conflict(port, by, t.time.instant(at), words.state[state]);
}

/** Records and takes back, and says what came of it. */
export function useReview() {
  const router = useRouter();
  const [news, setNews] = useState<ReviewNews | null>(null);

  /** Empty where it was recorded, even if only in part: what was not is told beside; otherwise what stands in the way. */
  const record = async (items: readonly QueueItem[], state: ReviewState, note: string, owner: string | null) => {
    const targets = items.map(({ target, owner: known, review }) => ({
      ...target,
      owner: owner ?? known,
      seen: review && { id: review.id, version: review.version },
    }));
    const result = await recordPortReview({ state, note, targets }).catch(() => null);
    if (!result?.ok) return result?.message ?? words.failed;
    const { done, conflicts } = result.value;
    setNews({ text: done.length > 0 ? words.recorded(done.length) : "", done, problems: conflicts.map(problemOf) });
    router.refresh();
    return "";
  };

  const takeBack = async (reviews: readonly Pick<PortReview, "id" | "version">[]) => {
    const problems: string[] = [];
    for (const { id, version } of reviews) {
      const result = await undoPortReview({ id, version }).catch(() => null);
      if (!result?.ok) problems.push(result?.message ?? words.failed);
    }
    setNews({ text: problems.length < reviews.length ? words.takenBack : "", done: [], problems });
    router.refresh();
  };

  return { news, record, takeBack };
}
