import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import {
  applySuggestion,
  type Completion,
  completeFilter,
  type Suggestion,
  slotAt,
  type Vocabulary,
} from "../../lib/domain/filter-language/index.ts";
import { isCounted, knownValues, readValues } from "./known-values.ts";

const waitMs = 120;
const most = 12;

interface Open extends Completion {
  /** -1: none; Enter then sends the form. */
  active: number;
}

/** What is suggested at the caret of a field, and what its keys do. */
export function useCompletion(input: RefObject<HTMLInputElement | null>, cluster: string | null) {
  const [open, setOpen] = useState<Open | null>(null);
  const shown = useRef<Open | null>(null);
  const asking = useRef<AbortController | null>(null);
  shown.current = open;

  const show = useCallback(
    (vocabulary: Vocabulary, isMore: boolean) => {
      const field = input.current;
      if (!field || document.activeElement !== field) return;
      const completion = completeFilter(field.value, field.selectionStart ?? field.value.length, vocabulary);
      // What was chosen stays so when numbers come in behind it.
      setOpen((before) => {
        const chosen =
          isMore && before?.start === completion.start ? before.suggestions[before.active]?.text : undefined;
        const active = completion.suggestions.findIndex(({ text }) => text === chosen);
        return completion.suggestions.length > 0 ? { ...completion, active } : null;
      });
    },
    [input],
  );

  const close = useCallback(() => {
    asking.current?.abort();
    setOpen(null);
  }, []);

  const suggest = useCallback(() => {
    const field = input.current;
    if (!field) return;
    asking.current?.abort();
    const slot = slotAt(field.value, field.selectionStart ?? field.value.length);
    show({}, false);
    if (!slot.field || !isCounted(slot.field)) return;
    const asked = slot.field;
    const control = new AbortController();
    asking.current = control;
    const rest = `${field.value.slice(0, slot.start).replace(/\S+$/, "")} ${field.value.slice(slot.end).replace(/^\S+/, "")}`;
    const timer = setTimeout(() => {
      readValues({ field: asked, prefix: slot.prefix, rest, cluster, limit: most }, control.signal).then(
        (values) => {
          if (!control.signal.aborted) show({ [asked]: knownValues(values) }, true);
        },
        // What the language itself knows is shown already.
        () => undefined,
      );
    }, waitMs);
    control.signal.addEventListener("abort", () => clearTimeout(timer));
  }, [input, cluster, show]);

  const take = useCallback(
    (suggestion: Suggestion) => {
      const field = input.current;
      const completion = shown.current;
      if (!field || !completion) return;
      const next = applySuggestion(field.value, completion, suggestion);
      field.value = next.text;
      field.setSelectionRange(next.caret, next.caret);
      field.focus();
      if (suggestion.kind === "field") suggest();
      else close();
    },
    [input, suggest, close],
  );

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const move = (by: number) =>
      setOpen((now) => {
        if (!now) return now;
        const size = now.suggestions.length + 1;
        return { ...now, active: ((now.active + 1 + by + size) % size) - 1 };
      });
    const press = (event: KeyboardEvent) => {
      const now = shown.current;
      const chosen = now?.suggestions[now.active];
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (now) move(event.key === "ArrowDown" ? 1 : -1);
        else suggest();
      } else if (event.key === "Escape" && now) {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && chosen) {
        event.preventDefault();
        take(chosen);
      } else if (event.key === "Enter") close();
    };
    const events = { keydown: press, input: suggest, blur: close } as const;
    for (const [name, heard] of Object.entries(events)) field.addEventListener(name, heard as EventListener);
    return () => {
      for (const [name, heard] of Object.entries(events)) field.removeEventListener(name, heard as EventListener);
    };
  }, [input, suggest, close, take]);

  return { open, take };
}
