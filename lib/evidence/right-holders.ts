import type { Evidence } from "../domain/evidence.ts";
import type { Inventory } from "../domain/inventory.ts";

/** Who holds a right by roles and bindings. */
export function rightHolders(_inventory: Inventory): Evidence["holders"] {
  return () => null;
}
