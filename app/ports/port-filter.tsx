import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Input, Select } from "../../components/ui/field.tsx";
import { reaches } from "../../lib/domain/port-reference/index.ts";
import { protocols } from "../../lib/domain/port-state.ts";
import * as t from "../../lib/messages/index.ts";
import type { PortSearch } from "./search-ports.ts";

const words = t.ports.search;

interface ChoiceProps {
  name: string;
  label: string;
  every: string;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
}

function Choice({ name, label, every, value, options }: ChoiceProps) {
  return (
    <Select key={`${name}-${value}`} name={name} aria-label={label} defaultValue={value ?? ""} className="w-auto">
      <option value="">{every}</option>
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}

export function PortFilter({ search, products }: { search: PortSearch; products: readonly string[] }) {
  return (
    <FilterForm action="/ports/reference" label={words.label} className="mb-3 flex flex-wrap gap-2">
      <Input
        key={`q-${search.q}`}
        type="search"
        name="q"
        maxLength={200}
        defaultValue={search.q}
        aria-label={words.label}
        placeholder={words.placeholder}
        className="min-w-56 flex-1 sm:max-w-80"
      />
      <Choice
        name="reach"
        label={words.reach}
        every={words.anyReach}
        value={search.reach}
        options={reaches.map((reach) => [reach, words.reachedBy(t.ports.reach[reach])])}
      />
      <Choice
        name="product"
        label={words.product}
        every={words.everyProduct}
        value={search.product}
        options={products.map((product) => [product, product])}
      />
      <Choice
        name="protocol"
        label={words.protocol}
        every={words.bothProtocols}
        value={search.protocol}
        options={protocols.map((protocol) => [protocol, protocol])}
      />
      <Button type="submit">{words.apply}</Button>
    </FilterForm>
  );
}
