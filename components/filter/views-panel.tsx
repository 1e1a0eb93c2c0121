"use client";

import { useSearchParams } from "next/navigation";
import { type ComponentProps, useCallback, useEffect, useState } from "react";
import { messageOf } from "../../lib/domain/errors.ts";
import * as t from "../../lib/messages/index.ts";
import { ownPreferences, setPreferences } from "../frame/preferences.ts";
import { ViewForm } from "./view-form.tsx";
import { ViewRow } from "./view-row.tsx";
import {
  type CountedView,
  changeView,
  readViews,
  removeView,
  saveView,
  type Views,
  viewQuery,
} from "./views-request.ts";

const words = t.filter.views;

/** What is read, what was said last, and how to do something and read again. */
function useViews() {
  const [views, setViews] = useState<Views | null>(null);
  const [said, setSaid] = useState<{ text: string; isWrong: boolean } | null>(null);
  const read = useCallback(
    () =>
      readViews().then(setViews, (error: unknown) => setSaid({ text: words.broken(messageOf(error)), isWrong: true })),
    [],
  );
  useEffect(() => {
    read();
  }, [read]);
  const say = (text: string) => setSaid({ text, isWrong: false });
  /** What fails is said, and what stands now is read: another person may have changed it. */
  const act = async (work: Promise<unknown>, done: string) => {
    try {
      await work;
      say(done);
    } catch (error) {
      setSaid({ text: messageOf(error), isWrong: true });
    }
    await read();
  };
  return { views, said, say, act };
}

function Group({
  title,
  empty,
  children,
}: {
  title: string;
  empty: boolean;
  children: ComponentProps<"ul">["children"];
}) {
  return (
    <section aria-label={title}>
      <h3 className="px-2 pt-2 text-xs text-ink-2">{title}</h3>
      {empty ? <p className="px-2 py-1 text-ink-3">{words.none}</p> : <ul>{children}</ul>}
    </section>
  );
}

/** Views that are always there, those of everybody and one's own; and a form that keeps what is shown now. */
export function ViewsPanel() {
  const { views, said, say, act } = useViews();
  const [renamed, setRenamed] = useState<CountedView | null>(null);
  const [byDefault, setDefault] = useState(() => ownPreferences().defaultView);
  const query = viewQuery(new URLSearchParams(useSearchParams().toString()));
  const copy = (id: string) => {
    const link = `${location.origin}/views/${id}`;
    navigator.clipboard.writeText(link).then(
      () => say(words.copied),
      () => say(words.notCopied(link)),
    );
  };
  const common = (id: string) => ({
    id,
    isDefault: byDefault === id,
    onCopy: () => copy(id),
    onDefault: () => {
      const next = byDefault === id ? null : id;
      setPreferences({ defaultView: next });
      setDefault(next);
      say(next ? words.isDefault : words.noDefault);
    },
  });
  const row = (view: CountedView) => (
    <ViewRow
      key={view.id}
      {...common(view.id)}
      {...view}
      {...(view.shared ? { by: view.createdBy } : {})}
      onUpdate={() => act(changeView(view, { query }), words.saved(view.name))}
      onRename={() => setRenamed(view)}
      onRemove={() => act(removeView(view), words.removed(view.name))}
    />
  );
  const shared = views?.items.filter((view) => view.shared) ?? [];
  const mine = views?.items.filter((view) => !view.shared) ?? [];
  return (
    <>
      {views ? (
        <>
          <Group title={words.builtIn} empty={false}>
            {views.builtIn.map((view) => (
              <ViewRow key={view.id} {...common(view.id)} {...view} name={words.names[view.id]} />
            ))}
          </Group>
          <Group title={words.shared} empty={shared.length === 0}>
            {shared.map(row)}
          </Group>
          <Group title={words.mine} empty={mine.length === 0}>
            {mine.map(row)}
          </Group>
        </>
      ) : said ? null : (
        <p className="p-2 text-ink-2">{words.reading}</p>
      )}
      <p role="status" className={said?.isWrong ? "p-2 text-critical" : "p-2 text-ink-2 empty:hidden"}>
        {said?.text}
      </p>
      {renamed ? (
        <ViewForm
          key={renamed.id}
          name={renamed.name}
          onCancel={() => setRenamed(null)}
          onSave={({ name }) => {
            setRenamed(null);
            act(changeView(renamed, { name }), words.saved(name));
          }}
        />
      ) : (
        <ViewForm onSave={(view) => act(saveView({ ...view, query }), words.saved(view.name))} />
      )}
    </>
  );
}
