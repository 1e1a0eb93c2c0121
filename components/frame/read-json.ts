/** Reads JSON from our own API; an error carries the server's sentence. */
export async function readJson<Value>(path: string, signal?: AbortSignal): Promise<Value> {
  const response = await fetch(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `${response.status} ${response.statusText}`);
  }
  return (await response.json()) as Value;
}
