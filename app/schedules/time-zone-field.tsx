"use client";

import { useEffect, useState } from "react";
import { described, Field, Input } from "../../components/ui/field.tsx";
import * as t from "../../lib/messages/index.ts";

interface Props {
  value: string;
  onChange: (zone: string) => void;
  error: string | undefined;
}

/** An IANA zone, typed or found in the list; the server has the last word on whether it exists. */
export function TimeZoneField({ value, onChange, error }: Props) {
  const [zones, setZones] = useState<string[]>([]);
  // After the first paint, because a server and a browser may know different zones.
  useEffect(() => setZones([...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])]), []);
  const words = t.schedules.form;
  return (
    <Field id="time-zone" label={words.timeZone} hint={words.timeZoneHint} error={error}>
      <Input
        {...described("time-zone", error)}
        list="time-zones"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </Field>
  );
}
