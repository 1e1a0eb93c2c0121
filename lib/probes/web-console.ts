import type { Observation, ProductFacts } from "../domain/observation.ts";
import { type Console, consoles } from "./console-list.ts";
import { defineProbe } from "./define-probe.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";

export const webConsole = defineProbe({
  id: "web-console",
  title: "Management consoles",
  describes:
    "Where a page's title, redirect or server names a known console: GET of two or three paths by which that product is " +
    "told and which show whether it answers without a login. Signs in nowhere.",
  matches: (_target, seen) => !seen.service && candidates(seen).length > 0,
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, schemeOf(seen));
    for (const console of candidates(seen)) {
      const product: ProductFacts | null = await console.ask(questions);
      if (product) return { service: product.product, product, exchanges: questions.exchanges };
    }
    return { exchanges: questions.exchanges };
  },
});

function candidates({ http }: Partial<Observation>): Console[] {
  return http ? consoles.filter((console) => console.shows(http)) : [];
}
