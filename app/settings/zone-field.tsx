"use client";

import { useEffect, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { described, Field, Input } from "../../components/ui/field.tsx";
import { isTimeZone } from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.settings.zone;

/** An IANA zone, typed or found in the list; it is kept when it is one. */
export function ZoneField({ zone, change }: { zone: string | null; change: (zone: string) => void }) {
  const [typed, setTyped] = useState(zone ?? "UTC");
  const [error, setError] = useState<string>();
  const [zones, setZones] = useState<string[]>([]);
  // After the first drawing, because a server and a browser may know different zones.
  useEffect(() => setZones([...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])]), []);
  useEffect(() => setTyped(zone ?? "UTC"), [zone]);
  const keep = (name: string) => {
    const fits = isTimeZone(name);
    setError(fits ? undefined : words.unknown);
    if (fits && name !== zone) change(name);
  };
  return (
    <form
      className="grid content-start justify-items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        keep(typed.trim());
      }}
    >
      <Field id="time-zone" label={words.title} hint={words.hint} error={error} className="w-full">
        <Input
          {...described("time-zone", error)}
          list="time-zones"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => keep(typed.trim())}
          autoComplete="off"
          spellCheck={false}
        />
        <datalist id="time-zones">
          {zones.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
      <Button size="sm" onClick={() => keep(Intl.DateTimeFormat().resolvedOptions().timeZone)}>
        {words.own}
      </Button>
    </form>
  );
}
