/**
 * Reads once for all who ask in one turn of the event loop: the parts of one page, and pages that are made at the same
 * time. Nobody is answered from before he asked: in one turn nothing comes in that could have been written since.
 */
export function sharedInTurn<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | null = null;
  return () => {
    if (reading === null) {
      reading = read();
      setImmediate(() => {
        reading = null;
      });
    }
    return reading;
  };
}
