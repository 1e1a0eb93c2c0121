/** A slice of a list; `total` counts all that match, `nextCursor` is opaque and null at the end. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}
