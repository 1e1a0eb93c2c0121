"use client";

import { useEffect, useState } from "react";
import { useQuery } from "../../components/frame/query.ts";
import * as t from "../../lib/messages/index.ts";
import { previewSchedule } from "./actions.ts";

const words = t.schedules.form;
const pauseMs = 250;

/** The value once it has rested for a moment. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

interface Preview {
  fields: Record<string, string>;
  shown: { words: string; due: string[] } | null;
}

/** Asks the server what a cron line means while it is typed; one source of truth for words, times and errors. */
export function useSchedulePreview(cron: string, timeZone: string): Preview {
  const asked = { cron: useRested(cron), timeZone: useRested(timeZone) };
  const { data } = useQuery({
    queryKey: ["schedule-preview", asked.cron, asked.timeZone],
    queryFn: () => previewSchedule(asked),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  if (!data) return { fields: {}, shown: null };
  if (!data.ok) return { fields: data.fields, shown: null };
  return { fields: {}, shown: data.value };
}

export function SchedulePreview({ preview: { shown } }: { preview: Preview }) {
  return (
    <section
      aria-labelledby="preview-title"
      aria-live="polite"
      className="content-start border-line max-md:border-t max-md:pt-4 md:border-s md:ps-6"
    >
      <h2 id="preview-title" className="mb-2 text-sm font-semibold">
        {words.preview}
      </h2>
      {shown ? (
        <>
          <p className="mb-2 text-sm first-letter:uppercase" title={words.inWords}>
            {shown.words}
          </p>
          <ol className="nums grid gap-1 text-sm text-ink-2">
            {shown.due.map((due) => (
              <li key={due}>{due}</li>
            ))}
          </ol>
        </>
      ) : (
        <p className="text-sm text-ink-2">{words.noPreview}</p>
      )}
    </section>
  );
}
