"use client";

import { useRouter } from "next/navigation";
import { setPreferences } from "../components/frame/preferences.ts";
import { href } from "../components/href.ts";
import { type PersonRole, personRoles } from "../lib/domain/preferences.ts";
import * as t from "../lib/messages/index.ts";

const words = t.overviewRoles;

interface Props {
  role: PersonRole | null;
  cluster: string | undefined;
}

/** What the overview begins with: asked in a quiet line, and kept in this browser. */
export function RoleChooser({ role, cluster }: Props) {
  const router = useRouter();
  const choose = (chosen: PersonRole | null) => {
    setPreferences({ role: chosen });
    router.push(href("/", { cluster }));
    router.refresh();
  };
  const choices = [...personRoles, ...(role ? [null] : [])];
  return (
    <fieldset className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
      <legend className="sr-only">{words.label}</legend>
      <span>{role ? words.label : words.ask}</span>
      {choices.map((choice) => (
        <button
          key={choice ?? "all"}
          type="button"
          aria-pressed={choice === role}
          title={words.kept}
          onClick={() => choose(choice)}
          className="min-h-6 cursor-pointer rounded-sm px-1.5 underline-offset-2 hover:underline aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink"
        >
          {choice ? words.asked[choice] : words.all}
        </button>
      ))}
    </fieldset>
  );
}
