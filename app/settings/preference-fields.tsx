"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { ownPreferences, setPreferences } from "../../components/frame/preferences.ts";
import { setContrast, setTheme } from "../../components/frame/theme.ts";
import { Radio } from "../../components/ui/field.tsx";
import {
  contrasts,
  densities,
  languages,
  type Preferences,
  personRoles,
  themes,
} from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";
import { ZoneField } from "./zone-field.tsx";

const words = t.settings;

interface ChoiceProps<Value extends string> {
  title: string;
  hint?: string;
  options: readonly (readonly [value: Value, label: ReactNode, lang?: string])[];
  chosen: Value;
  choose: (value: Value) => void;
}

function Choice<Value extends string>({ title, hint, options, chosen, choose }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset className="grid content-start gap-1" {...(hint ? { "aria-describedby": `${id}-hint` } : {})}>
      <legend className="mb-1 text-sm font-semibold">{title}</legend>
      {options.map(([value, label, lang]) => (
        <Radio
          key={value}
          name={id}
          value={value}
          checked={value === chosen}
          onChange={() => choose(value)}
          className="min-h-6"
        >
          <span lang={lang}>{label}</span>
        </Radio>
      ))}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-2">
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}

/** How this browser shows things; each choice holds at once. */
export function PreferenceFields({ initial }: { initial: Preferences }) {
  const router = useRouter();
  const [now, setNow] = useState(initial);
  const [saved, setSaved] = useState(false);
  const keep = (patch: Partial<Preferences>) => {
    setPreferences(patch);
    setNow(ownPreferences());
    setSaved(true);
  };
  const change = (patch: Partial<Preferences>) => {
    keep(patch);
    router.refresh();
  };
  /** Every text on the page is another then, those of parts that would not be drawn again too. */
  const changeAll = (patch: Partial<Preferences>) => {
    keep(patch);
    location.reload();
  };
  return (
    <div className="grid max-w-4xl gap-8 sm:grid-cols-2">
      <Choice
        title={words.language.title}
        hint={words.language.hint}
        options={[["", words.language.system], ...languages.map((one) => [one, words.language[one], one] as const)]}
        chosen={now.language ?? ""}
        choose={(language) => changeAll({ language: language || null })}
      />
      <ZoneField zone={now.timeZone} change={(timeZone) => changeAll({ timeZone })} />
      <Choice
        title={words.theme.title}
        options={themes.map((one) => [one, t.frame.theme[one]] as const)}
        chosen={now.theme}
        choose={(theme) => {
          setTheme(theme);
          keep({ theme });
        }}
      />
      <Choice
        title={words.contrast.title}
        hint={words.contrast.hint}
        options={contrasts.map((one) => [one, words.contrast[one]] as const)}
        chosen={now.contrast}
        choose={(contrast) => {
          setContrast(contrast);
          keep({ contrast });
        }}
      />
      <Choice
        title={words.density.title}
        options={densities.map((one) => [one, words.density[one]] as const)}
        chosen={now.density}
        choose={(density) => change({ density })}
      />
      <Choice
        title={words.role.title}
        hint={words.role.hint}
        options={[["", words.role.none], ...personRoles.map((one) => [one, words.role[one]] as const)]}
        chosen={now.role ?? ""}
        choose={(role) => change({ role: role || null })}
      />
      <p role="status" className="text-sm text-ink-2 sm:col-span-2">
        {saved ? words.saved : ""}
      </p>
    </div>
  );
}
