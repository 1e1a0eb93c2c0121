/** GUARD: the one door of every page, action and route: identity, authorisation, input, errors. */
export { type ActionResult, guardAction, guardFormAction } from "./guard-action.ts";
export { guardLayout, guardMetadata, guardPage } from "./guard-page.ts";
export { guardRoute } from "./guard-route.ts";
export { forgetPerson, type Identity, isLocalOperator, personCookie, personIdOf } from "./identity.ts";
export { InvalidInput } from "./parse-input.ts";
export { answerInReadersLanguage } from "./request-reader.ts";
