import { cookies } from "next/headers";
import { type Preferences, parsePreferences, preferencesCookie } from "../../lib/domain/preferences.ts";

/** How the person who asks wants to see things; on the server, within a request. */
export async function readPreferences(): Promise<Preferences> {
  return parsePreferences((await cookies()).get(preferencesCookie)?.value);
}
