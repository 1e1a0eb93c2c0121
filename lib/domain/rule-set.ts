/** The rules that a scan was judged by: which checks there were, and the revision of each. */
export interface RuleSet {
  /** Of all revisions together; two scans with the same one were judged alike. */
  hash: string;
  /** Check id → revision. */
  checks: Readonly<Record<string, string>>;
}
