"use client";

import type { ExternalToast } from "sonner";

type Kind = "message" | "success" | "error";
type Say = (kind: Kind, text: string, options?: ExternalToast) => void;

const waiting: Parameters<Say>[] = [];
let say: Say | null = null;
let wake: (() => void) | null = null;

function send(...news: Parameters<Say>): void {
  if (say) say(...news);
  else {
    waiting.push(news);
    wake?.();
  }
}

/** Short news at the lower edge; what draws it is loaded with the first. */
export const toast = Object.assign((text: string, options?: ExternalToast) => send("message", text, options), {
  success: (text: string, options?: ExternalToast) => send("success", text, options),
  error: (text: string, options?: ExternalToast) => send("error", text, options),
});

/** For the layer that shows them: called when there is the first, now or later. */
export function onFirstToast(listener: () => void): () => void {
  wake = listener;
  if (waiting.length > 0) listener();
  return () => {
    wake = null;
  };
}

/** For what draws them, once it stands in the page: takes what waits and all that follows. */
export function sayToasts(take: Say | null): void {
  say = take;
  if (take) for (const news of waiting.splice(0)) take(...news);
}
