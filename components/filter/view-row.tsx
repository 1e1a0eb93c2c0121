"use client";

import { Crosshair, Link2, Pencil, Star, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";

const words = t.filter.views;

interface Props {
  id: string;
  name: string;
  query: string;
  count: number | null;
  by?: string;
  isDefault: boolean;
  onCopy(): void;
  onDefault(): void;
  /** Of views that can be changed. */
  onUpdate?: () => void;
  onRename?: () => void;
  onRemove?: () => void;
}

function Act({ label, onClick, children }: { label: string; onClick: (() => void) | undefined; children: ReactNode }) {
  if (!onClick) return null;
  return (
    <Button variant="quiet" size="icon-sm" aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}

/** One view: a link to its list with how many it has, and what can be done with it. */
export function ViewRow({ id, name, query, count, by, isDefault, onCopy, onDefault, ...acts }: Props) {
  return (
    <li className="flex min-h-8 items-center gap-0.5" data-view={id}>
      <Link
        href={`/findings?${query || "view=all"}`}
        className="flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 hover:bg-sunken"
        data-count={count ?? undefined}
      >
        <span className="min-w-0 truncate font-medium">{name}</span>
        {by ? <span className="min-w-0 truncate text-xs text-ink-2">{words.by(by)}</span> : null}
        <span className="nums ms-auto text-ink-2">{count === null ? "" : t.filter.facet.number(count)}</span>
      </Link>
      <Act label={words.copy(name)} onClick={onCopy}>
        <Link2 aria-hidden />
      </Act>
      <Act label={isDefault ? words.noDefault : words.asDefault(name)} onClick={onDefault}>
        <Star aria-hidden className={isDefault ? "fill-current text-accent" : ""} />
      </Act>
      <Act label={words.update(name)} onClick={acts.onUpdate}>
        <Crosshair aria-hidden />
      </Act>
      <Act label={words.rename(name)} onClick={acts.onRename}>
        <Pencil aria-hidden />
      </Act>
      <Act label={words.remove(name)} onClick={acts.onRemove}>
        <Trash2 aria-hidden />
      </Act>
    </li>
  );
}
