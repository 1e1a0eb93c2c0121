/** What people decide of findings: acts and their undo, acceptances, comments, dates, and who they are. */

export * from "./acceptance-acts.ts";
export { addComment, editComment, listComments, mostComment, removeComment, type SeenComment } from "./comments.ts";
export { getFindingTriage, listTriageActs } from "./finding-triage.ts";
export { findPerson, listPeople, namePerson, type Person } from "./people.ts";
export { listSlaPolicies, setSlaPolicy } from "./sla-policies.ts";
export { previewSlaPolicy } from "./sla-preview.ts";
export { type Actor, triageFindings } from "./triage-findings.ts";
export { undoTriage } from "./undo-triage.ts";
