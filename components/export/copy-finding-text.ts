import * as t from "../../lib/messages/index.ts";
import { toast } from "../ui/toast.ts";

const words = t.exporting.copy;

/** The text as the server makes it; throws with its sentence where it cannot. */
async function readFindingText(id: string, kind: "note" | "issue"): Promise<string> {
  const answer = await fetch(`/api/v1/findings/${encodeURIComponent(id)}/markdown?kind=${kind}`, {
    signal: AbortSignal.timeout(15_000),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new Error(detailOf(text) ?? `HTTP ${answer.status}`);
}

function detailOf(text: string): string | null {
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    return typeof detail === "string" ? detail : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Over plain http, and where a browser holds that too much time passed since the click, there is no clipboard but this. */
function copySelected(text: string): boolean {
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  field.style.cssText = "position:fixed;inset-block-start:0;opacity:0";
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/** Throws with a sentence where the browser lets nothing be copied. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copySelected(text)) throw new Error(t.ui.copyFailed);
  }
}

/** Copies a finding and says that it did, or why it did not. */
export async function copyFinding(id: string, kind: "note" | "issue"): Promise<void> {
  try {
    await copyText(await readFindingText(id, kind));
    toast.success(kind === "note" ? words.noted : words.issued);
  } catch (error) {
    toast.error(words.broken(error instanceof Error ? error.message : String(error)));
  }
}
