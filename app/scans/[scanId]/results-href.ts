import { href } from "../../../components/href.ts";
import type { Verdict } from "../../../lib/domain/verdict.ts";

/** The answers of one scan with one verdict. */
export function resultsHref(scanId: string, verdict: Verdict, cursor?: string): string {
  return href(`/scans/${scanId}`, { verdict, cursor });
}
