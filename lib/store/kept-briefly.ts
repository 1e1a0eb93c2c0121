/**
 * Reads once for all who ask for the same within `ms`: for what hardly changes once it is stored and takes long to work
 * out. At most `most` answers are kept, the newest; one that fails is not.
 */
export function keptBriefly<Value>({ ms, most }: { ms: number; most: number }) {
  const kept = new Map<string, Promise<Value>>();
  return (key: string, read: () => Promise<Value>): Promise<Value> => {
    const found = kept.get(key);
    if (found) return found;
    const reading = read();
    kept.set(key, reading);
    const forget = () => {
      if (kept.get(key) === reading) kept.delete(key);
    };
    reading.then(() => setTimeout(forget, ms).unref(), forget);
    for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
    return reading;
  };
}
