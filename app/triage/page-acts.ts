import type { TriageActions } from "../../components/triage/triage-actions.ts";
import { addComment, editComment, namePerson, removeComment, triage, undoTriage } from "./actions.ts";

/** The server actions of triage as pages hand them to the browser. */
export const triageActions: TriageActions = {
  // The action reads what it is given; only that terms of a filter are not to be changed is lost on its type.
  triage: triage as TriageActions["triage"],
  undo: undoTriage,
  namePerson,
  addComment,
  editComment,
  removeComment,
};
