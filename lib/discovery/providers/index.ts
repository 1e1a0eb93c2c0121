import type { Provider } from "./define-provider.ts";
import { inventory } from "./inventory.ts";
import { kubernetes } from "./kubernetes.ts";

/** Every provider; the first that knows a source serves it. */
export const providers: Provider[] = [kubernetes, inventory];
