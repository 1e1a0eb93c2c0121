import { FilterChoice, FilterText } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { Button } from "../../components/ui/button.tsx";
import { reaches } from "../../lib/domain/port-reference/index.ts";
import { protocols } from "../../lib/domain/port-state.ts";
import * as t from "../../lib/messages/index.ts";
import type { PortSearch } from "./search-ports.ts";

const words = t.ports.search;

export function PortFilter({ search, products }: { search: PortSearch; products: readonly string[] }) {
  return (
    <FilterForm action="/ports/reference" label={words.label} className="mb-3 flex flex-wrap gap-2">
      <FilterText
        name="q"
        label={words.label}
        value={search.q}
        placeholder={words.placeholder}
        className="min-w-56 flex-1 sm:max-w-80"
      />
      <FilterChoice
        name="reach"
        label={words.reach}
        every={words.anyReach}
        value={search.reach}
        options={reaches.map((reach) => [reach, words.reachedBy(t.ports.reach[reach])])}
      />
      <FilterChoice
        name="product"
        label={words.product}
        every={words.everyProduct}
        value={search.product}
        options={products.map((product) => [product, product])}
      />
      <FilterChoice
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
