import type { Product, ProductFacts } from "../domain/observation.ts";

/** Facts of a product that was recognised; what is not given is empty. */
export function recognised(
  product: Product,
  access: ProductFacts["access"],
  facts: Partial<Pick<ProductFacts, "version" | "answered" | "details">> = {},
): ProductFacts {
  return {
    product,
    access,
    version: facts.version ?? null,
    answered: facts.answered ?? [],
    details: facts.details ?? [],
  };
}
