"use client";

import { Info } from "lucide-react";
import type { Score } from "../lib/domain/views/cluster-view.ts";
import * as t from "../lib/messages/index.ts";
import { Button } from "./ui/button.tsx";
import { Popover } from "./ui/popover.tsx";

const radius = 58;
const sweep = 260;

/** A point of the dial; 0 is its left end, 1 its right. */
function point(share: number, r: number): string {
  const angle = ((share * sweep - sweep / 2 - 90) * Math.PI) / 180;
  return `${(70 + r * Math.cos(angle)).toFixed(2)} ${(70 + r * Math.sin(angle)).toFixed(2)}`;
}

function arc(share: number, r: number): string {
  return `M${point(0, r)}A${r} ${r} 0 ${share * sweep > 180 ? 1 : 0} 1 ${point(share, r)}`;
}

const marks = [0, 0.25, 0.5, 0.75, 1];

/** The score on a dial, in ink: no colour, since only a pass is green. The thin outer arc is its coverage. */
export function ScoreDial({ score }: { score: Score }) {
  const share = score.value === null ? 0 : Math.min(1, Math.max(0, score.value / 100));
  return (
    <div className="flex flex-col items-center">
      <div className="relative h-[118px] w-[140px]">
        <svg viewBox="0 0 140 118" aria-hidden="true" className="size-full">
          <path d={arc(1, radius)} fill="none" stroke="var(--sunken)" strokeWidth="9" />
          {score.value === null ? null : (
            <path d={arc(share, radius)} fill="none" stroke="var(--ink)" strokeWidth="9" />
          )}
          <path d={arc(1, 67)} fill="none" stroke="var(--line-strong)" strokeWidth="1" strokeDasharray="1 3" />
          {score.coverage > 0 ? (
            <path d={arc(Math.min(1, score.coverage), 67)} fill="none" stroke="var(--ink-2)" strokeWidth="1.5" />
          ) : null}
          {marks.map((mark) => (
            <path key={mark} d={`M${point(mark, 52)}L${point(mark, 48)}`} stroke="var(--ink-3)" strokeWidth="1.2" />
          ))}
        </svg>
        <div className="absolute inset-x-0 top-[42px] text-center">
          <p className="nums text-2xl font-semibold tracking-tight">
            <span className="sr-only">
              {score.value === null ? t.overview.score.none : t.overview.score.value(score.value)}
            </span>
            <span aria-hidden>{score.value === null ? "–" : Math.round(score.value)}</span>
          </p>
          <p aria-hidden className="text-xs text-ink-2">
            {score.value === null ? t.overview.score.none : t.overview.score.of}
          </p>
        </div>
      </div>
      <p className="nums text-xs text-ink-2" title={t.overview.score.coverageMeaning}>
        {score.value === null ? t.overview.score.noneMeaning : t.overview.score.coverage(score.coverage)}
      </p>
      <Popover
        label={t.overview.score.how}
        trigger={
          <Button variant="quiet" size="sm" className="mt-1">
            <Info aria-hidden />
            {t.overview.score.how}
          </Button>
        }
      >
        <p className="font-semibold">{t.overview.score.how}</p>
        <p className="nums mt-1 text-ink-2">{score.formula}</p>
        <p className="nums mt-2 text-ink-2">
          {t.overview.score.coverage(score.coverage)}. {t.overview.score.coverageMeaning}
        </p>
      </Popover>
    </div>
  );
}
