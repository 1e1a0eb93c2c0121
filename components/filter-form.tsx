"use client";

import { useRouter } from "next/navigation";
import type { ChangeEvent, FormEvent, ReactNode } from "react";

interface Props {
  action: string;
  label: string;
  className?: string;
  children: ReactNode;
}

/** The address that a browser would send the form to; fields left empty do not go into it. */
function addressOf(form: HTMLFormElement, pressed: HTMLElement | null): string {
  const fields = [...new FormData(form, pressed)].filter(
    (field): field is [string, string] => typeof field[1] === "string" && field[1] !== "",
  );
  const { pathname } = new URL(form.action);
  return fields.length > 0 ? `${pathname}?${new URLSearchParams(fields)}` : pathname;
}

/** A form whose fields are the address's query. A choice applies at once; without script its button does. */
export function FilterForm({ action, label, className, children }: Props) {
  const router = useRouter();
  const change = (event: ChangeEvent<HTMLFormElement>) => {
    if ((event.target as HTMLElement) instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    router.push(addressOf(event.currentTarget, submitter));
  };
  return (
    <search aria-label={label} className="contents">
      <form action={action} className={className} onChange={change} onSubmit={submit}>
        {children}
      </form>
    </search>
  );
}
