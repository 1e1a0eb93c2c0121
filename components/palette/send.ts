import { messageOf } from "../../lib/domain/errors.ts";
import { toast } from "../ui/toast.ts";

const waitMs = 15_000;

/** Sends an act to our own API; answers what came of it, or null once the reason was shown. */
export async function send<Answer>(path: string, body: object = {}): Promise<Answer | null> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(waitMs),
    });
    const answer = (await response.json()) as Answer & { detail?: string };
    if (response.ok) return answer;
    toast.error(answer.detail ?? `${response.status} ${response.statusText}`);
  } catch (error) {
    toast.error(messageOf(error));
  }
  return null;
}
