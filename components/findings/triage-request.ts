import type { TriageKind, TriageTarget } from "../../lib/domain/triage.ts";

/** What a person wants done with findings; without a kind they are still to say which act. */
export interface TriageRequest {
  target: TriageTarget;
  kind: TriageKind | null;
  /** How many that are, and of one its headline: for the title of what opens. */
  count: number;
  headline?: string;
}

const eventName = "bw:triage";

/** Asks whoever does acts of triage to do one; false where nobody listens. */
export function requestTriage(request: TriageRequest): boolean {
  return !dispatchEvent(new CustomEvent(eventName, { detail: request, cancelable: true }));
}

/** Hears what is asked for, until the answer is called. */
export function onTriageRequest(listener: (request: TriageRequest) => void): () => void {
  const hear = (event: Event) => {
    if (!(event instanceof CustomEvent)) return;
    event.preventDefault();
    listener(event.detail as TriageRequest);
  };
  addEventListener(eventName, hear);
  return () => removeEventListener(eventName, hear);
}

const doneName = "bw:triaged";

/** Tells panels that stand in the page that something was decided here. */
export function tellTriaged(): void {
  dispatchEvent(new Event(doneName));
}

/** Hears it, until the answer is called. */
export function onTriaged(listener: () => void): () => void {
  addEventListener(doneName, listener);
  return () => removeEventListener(doneName, listener);
}
