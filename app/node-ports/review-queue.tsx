"use client";

import { type ReactNode, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { onDemand } from "../../components/ui/on-demand.tsx";
import type { ReviewState } from "../../lib/domain/views/port-view.ts";
import * as t from "../../lib/messages/index.ts";
import type { QueueItem } from "./queue-item.ts";
import { type ReviewNews, useReview } from "./use-review.ts";

const ReviewDialog = onDemand(() => import("./review-dialog.tsx").then((loaded) => loaded.ReviewDialog));

const words = t.nodePorts.review;
const actions: readonly [ReviewState, "ask" | "keep" | "remove"][] = [
  ["asked", "ask"],
  ["keep", "keep"],
  ["remove", "remove"],
];

/** A row: its cells, which the server wrote, and what the browser needs to act on it. */
export interface QueueRow {
  item: QueueItem;
  cells: ReactNode;
}

export interface QueueGroup {
  owner: string;
  rows: QueueRow[];
}

function News({ news, takeBack }: { news: ReviewNews | null; takeBack: () => void }) {
  return (
    <div role="status" className="grid gap-1 text-sm">
      {news?.text ? (
        <p className="flex flex-wrap items-center gap-2">
          {news.text}
          {news.done.length > 0 ? (
            <Button size="sm" variant="quiet" onClick={takeBack}>
              {words.undo}
            </Button>
          ) : null}
        </p>
      ) : null}
      {news?.problems.map((problem) => (
        <p key={problem} className="font-medium text-critical">
          {problem}
        </p>
      ))}
    </div>
  );
}

interface RowProps extends QueueRow {
  isSelected: boolean;
  select: (on: boolean) => void;
  open: (state: ReviewState) => void;
  takeBack: () => void;
}

function Row({ item, cells, isSelected, select, open, takeBack }: RowProps) {
  return (
    <tr className="border-b border-line align-top hover:bg-raised [&>td]:px-2 [&>td]:py-1.5 [&>td:first-child]:ps-0">
      <td>
        <label className="grid size-6 place-items-center">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            aria-label={words.selectOne(item.label)}
            checked={isSelected}
            onChange={(event) => select(event.target.checked)}
          />
        </label>
      </td>
      {cells}
      <td>
        <fieldset aria-label={words.actions(item.label)} className="flex flex-wrap gap-1">
          {item.review && item.review.state !== "asked"
            ? null
            : actions.map(([state, word]) =>
                item.review?.state === state ? null : (
                  <Button key={state} size="sm" onClick={() => open(state)}>
                    {words[word]}
                  </Button>
                ),
              )}
          {item.review ? (
            <Button size="sm" variant="quiet" onClick={takeBack}>
              {words.undo}
            </Button>
          ) : null}
        </fieldset>
      </td>
    </tr>
  );
}

/** Node ports that look forgotten, by who should know; actions on one, on an owner's, or on any that are selected. */
export function ReviewQueue({ groups, head }: { groups: readonly QueueGroup[]; head: ReactNode }) {
  const all = groups.flatMap(({ rows }) => rows.map(({ item }) => item));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ state: ReviewState; items: QueueItem[] } | null>(null);
  const { news, record, takeBack } = useReview();
  const chosen = all.filter(({ key }) => selected.has(key));
  const open = chosen.filter(({ review }) => !review || review.state === "asked");
  const select = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected);
    for (const key of keys) on ? next.add(key) : next.delete(key);
    setSelected(next);
  };
  return (
    <>
      <div className="sticky top-12 z-20 mb-2 flex min-h-10 flex-wrap items-center gap-2 border-b border-line bg-page py-1">
        <span className="nums text-sm text-ink-2">{words.selected(chosen.length)}</span>
        {actions.map(([state, word]) => (
          <Button key={state} size="sm" disabled={open.length === 0} onClick={() => setAsking({ state, items: open })}>
            {words[word]}
          </Button>
        ))}
        <News news={news} takeBack={() => void takeBack(news?.done ?? [])} />
      </div>
      <div className="relative w-full overflow-x-auto">
        <table aria-label={t.nodePorts.tabs.review} className="w-full border-collapse text-start text-sm">
          {head}
          {groups.map(({ owner, rows }) => {
            const keys = rows.map(({ item }) => item.key);
            return (
              <tbody key={owner}>
                <tr className="border-b border-line-strong">
                  <td className="pt-5 pb-1">
                    <label className="grid size-6 place-items-center">
                      <input
                        type="checkbox"
                        className="size-4 accent-(--accent)"
                        aria-label={words.selectAll(owner)}
                        checked={keys.every((key) => selected.has(key))}
                        onChange={(event) => select(keys, event.target.checked)}
                      />
                    </label>
                  </td>
                  <th scope="rowgroup" colSpan={7} className="px-2 pt-5 pb-1 text-start font-semibold">
                    {words.group(owner, rows.length)}
                  </th>
                </tr>
                {rows.map((row) => (
                  <Row
                    key={row.item.key}
                    {...row}
                    isSelected={selected.has(row.item.key)}
                    select={(on) => select([row.item.key], on)}
                    open={(state) => setAsking({ state, items: [row.item] })}
                    takeBack={() => row.item.review && void takeBack([row.item.review])}
                  />
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
      {asking ? (
        <ReviewDialog
          {...asking}
          record={(note, owner) => record(asking.items, asking.state, note, owner)}
          close={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
