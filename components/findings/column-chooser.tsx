"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import {
  type Density,
  defaultPreferences,
  densities,
  type FindingColumn,
  findingColumns,
} from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";
import { setPreferences } from "../frame/preferences.ts";
import { Button } from "../ui/button.tsx";
import { columnLabels } from "./column-labels.ts";

interface Look {
  columns: FindingColumn[];
  density: Density;
}

interface Props {
  look: Look;
  onLook: (look: Look) => void;
}

const words = t.findingDrawer.view;

/** Columns with their order, and how high rows are; kept for this person at once. */
export function ColumnChooser({ look, onLook }: Props) {
  const [moved, setMoved] = useState("");
  const labels = columnLabels();
  const { columns, density } = look;
  const hidden = findingColumns.filter((column) => !columns.includes(column));
  const change = (patch: Partial<Look>) => {
    setPreferences(patch);
    onLook({ ...look, ...patch });
  };
  const toggle = (column: FindingColumn, on: boolean) =>
    change({ columns: on ? [...columns, column] : columns.filter((one) => one !== column) });
  const move = (column: FindingColumn, by: number) => {
    const from = columns.indexOf(column);
    const to = from + by;
    if (from < 0 || to < 0 || to >= columns.length) return;
    const rest = columns.filter((one) => one !== column);
    change({ columns: [...rest.slice(0, to), column, ...rest.slice(to)] });
    setMoved(words.moved(labels[column], to + 1));
  };
  const onItemKey = (column: FindingColumn) => (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || !event.altKey) return;
    event.preventDefault();
    move(column, by);
  };
  const item = (column: FindingColumn, place: number) => (
    <li key={column} className="flex h-8 items-center gap-1">
      <label className="flex min-w-0 flex-1 items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          aria-label={words.show(labels[column])}
          checked={place >= 0}
          disabled={column === "finding"}
          onChange={({ target }) => toggle(column, target.checked)}
          onKeyDown={onItemKey(column)}
        />
        <span className="truncate">{labels[column]}</span>
      </label>
      {place >= 0 ? (
        <>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={words.up(labels[column])}
            disabled={place === 0}
            onClick={() => move(column, -1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={words.down(labels[column])}
            disabled={place === columns.length - 1}
            onClick={() => move(column, 1)}
          >
            <ArrowDown aria-hidden />
          </Button>
        </>
      ) : null}
    </li>
  );
  return (
    <>
      <ul>{[...columns.map((column, place) => item(column, place)), ...hidden.map((column) => item(column, -1))]}</ul>
      <p className="mt-2 text-xs text-ink-2">
        {words.hint} {words.keys}
      </p>
      <p role="status" className="sr-only">
        {moved}
      </p>
      <fieldset className="mt-3 flex items-center gap-3 border-t border-line pt-3 text-sm">
        <legend className="sr-only">{words.density}</legend>
        {densities.map((value) => (
          <label key={value} className="flex h-6 items-center gap-1.5">
            <input
              type="radio"
              name="density"
              className="size-4 accent-(--accent)"
              checked={density === value}
              onChange={() => change({ density: value })}
            />
            {words[value]}
          </label>
        ))}
        <Button
          variant="quiet"
          size="sm"
          className="ms-auto"
          onClick={() => change({ columns: [...defaultPreferences.columns], density: defaultPreferences.density })}
        >
          {words.reset}
        </Button>
      </fieldset>
    </>
  );
}
