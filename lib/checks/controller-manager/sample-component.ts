import type { ComponentFacts } from "../../domain/observation.ts";
import { exchange, hardened, type Seen, withPort } from "../sample-evidence.ts";

/** A component that answers paths over plain HTTP at a port of a node. */
export function withComponent(
  component: ComponentFacts["component"],
  port: number,
  openPaths: string[],
  { node = "cp-1", seen = hardened(), mode = null }: { node?: string; seen?: Seen; mode?: string | null } = {},
): Seen {
  const facts: ComponentFacts = {
    component,
    openPaths,
    healthz: openPaths.includes("/healthz"),
    pprof: openPaths.includes("/debug/pprof/"),
    mode,
  };
  return withPort(seen, node, port, {
    state: "open",
    service: `${component}-insecure`,
    component: facts,
    exchanges: openPaths.map((path) => exchange(`http://192.0.2.10:${port}${path}`, 200, "ok")),
  });
}
