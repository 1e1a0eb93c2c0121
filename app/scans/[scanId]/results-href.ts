import { href } from "../../../components/href.ts";
import type { Severity } from "../../../lib/domain/severity.ts";
import type { Verdict } from "../../../lib/domain/verdict.ts";

/** The answers of one scan with one verdict, and of one severity where it is asked for. */
export function resultsHref(
  scanId: string,
  verdict: Verdict,
  { severity, cursor }: { severity?: Severity | undefined; cursor?: string } = {},
): string {
  return href(`/scans/${scanId}`, { verdict, severity, cursor });
}
