"use client";

import Form from "next/form";
import type { ChangeEvent, FormEvent, ReactNode } from "react";

interface Props {
  action: string;
  label: string;
  className?: string;
  children: ReactNode;
}

/** Fields left empty do not go into the address. */
function dropEmpty(form: HTMLFormElement) {
  const fields = [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
      field.value === "" &&
      !field.disabled,
  );
  for (const field of fields) field.disabled = true;
  setTimeout(() => {
    for (const field of fields) field.disabled = false;
  });
}

/** A form whose fields are the address's query. A choice applies at once; without script its button does. */
export function FilterForm({ action, label, className, children }: Props) {
  const change = (event: ChangeEvent<HTMLFormElement>) => {
    if ((event.target as HTMLElement) instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
  };
  return (
    <Form
      action={action}
      aria-label={label}
      role="search"
      className={className}
      onChange={change}
      onSubmit={(event: FormEvent<HTMLFormElement>) => dropEmpty(event.currentTarget)}
    >
      {children}
    </Form>
  );
}
