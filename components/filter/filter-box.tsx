"use client";

import { type ComponentType, type InputHTMLAttributes, type RefObject, useRef, useState } from "react";
import { cn } from "../ui/class-names.ts";

export interface CompletionProps {
  input: RefObject<HTMLInputElement | null>;
  /** Id of the list. */
  list: string;
  cluster: string | null;
  /** The edge of the box at which the list hangs. */
  align: "start" | "end";
}

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, "list"> {
  id: string;
  cluster: string | null;
  align?: "start" | "end";
  input?: RefObject<HTMLInputElement | null>;
}

/**
 * A field for the filter language. It is a plain field of its form; what completes it is loaded when it is first used, and
 * without it the field works as before.
 */
export function FilterBox({ id, cluster, align = "start", input: given, className, ...rest }: Props) {
  const own = useRef<HTMLInputElement>(null);
  const input = given ?? own;
  const [Completion, setCompletion] = useState<ComponentType<CompletionProps> | null>(null);
  const load = () => {
    if (Completion) return;
    import("./filter-completion.tsx").then(
      (loaded) => setCompletion(() => loaded.FilterCompletion),
      // Offline: what can be typed can still be sent.
      () => undefined,
    );
  };
  const list = `${id}-suggestions`;
  return (
    <>
      <input
        {...rest}
        ref={input}
        id={id}
        type="search"
        name="q"
        role="combobox"
        aria-expanded="false"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={list}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onFocus={load}
        className={cn("h-8 w-full rounded-md border border-control bg-page text-sm", className)}
      />
      {Completion ? (
        <Completion input={input} list={list} cluster={cluster} align={align} />
      ) : (
        <span id={list} hidden />
      )}
    </>
  );
}
