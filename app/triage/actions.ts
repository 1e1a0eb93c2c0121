"use server";

import { cookies, headers } from "next/headers";
import type { z } from "zod";
import { forgetPerson, guardAction, personCookie, personIdOf } from "../../lib/guard/index.ts";
import * as store from "../../lib/store/index.ts";
import { readTriage } from "./read-triage.ts";
import {
  commentEdit,
  commentRemoval,
  extension,
  newComment,
  personInput,
  review,
  revocation,
  slaInput,
  type TriageInput,
  triageInput,
  undoInput,
} from "./triage-input.ts";

const yearSeconds = 365 * 24 * 60 * 60;

const doTriage = guardAction("triage", triageInput, (input, identity) => {
  const { act, target } = readTriage(input, new Date(), identity.name);
  return store.triageFindings(act, target, identity);
});

/** Does one act over chosen findings, or over all that a filter matches. */
export async function triage(input: TriageInput) {
  return doTriage(input);
}

const undo = guardAction("triage", undoInput, ({ actId }, identity) => store.undoTriage(actId, identity));

export async function undoTriage(input: z.input<typeof undoInput>) {
  return undo(input);
}

const add = guardAction("triage", newComment, ({ findingId, body }, identity) =>
  store.addComment(findingId, body, identity),
);

export async function addComment(input: z.input<typeof newComment>) {
  return add(input);
}

const edit = guardAction("triage", commentEdit, ({ body, ...seen }, identity) =>
  store.editComment(seen, body, identity),
);

export async function editComment(input: z.input<typeof commentEdit>) {
  return edit(input);
}

const remove = guardAction("triage", commentRemoval, (seen, identity) => store.removeComment(seen, identity));

export async function removeComment(input: z.input<typeof commentRemoval>) {
  return remove(input);
}

const revoke = guardAction("triage", revocation, ({ reason, ...seen }, identity) =>
  store.revokeAcceptance(seen, reason, identity),
);

export async function revokeAcceptance(input: z.input<typeof revocation>) {
  return revoke(input);
}

const extend = guardAction("triage", extension, ({ expiresAt, reason, ...seen }, identity) =>
  store.extendAcceptance(seen, { expiresAt, reason }, identity),
);

export async function extendAcceptance(input: z.input<typeof extension>) {
  return extend(input);
}

const confirm = guardAction("triage", review, (seen, identity) => store.reviewAcceptance(seen, identity));

export async function reviewAcceptance(input: z.input<typeof review>) {
  return confirm(input);
}

const setSla = guardAction("manage-settings", slaInput, ({ cluster, days }, identity) =>
  store.setSlaPolicy(cluster ?? "", days, identity),
);

export async function setSlaPolicy(input: z.input<typeof slaInput>) {
  return setSla(input);
}

const name = guardAction("triage", personInput, async (input) => {
  const person = await store.namePerson(personIdOf(await headers()), input.name);
  forgetPerson(person.id);
  const options = { httpOnly: true, sameSite: "lax", path: "/", maxAge: yearSeconds } as const;
  (await cookies()).set(personCookie, person.id, options);
  return { name: person.name };
});

/** Gives this browser a name; what is done from now on is done by it. */
export async function namePerson(input: z.input<typeof personInput>) {
  return name(input);
}
