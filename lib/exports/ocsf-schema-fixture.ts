/**
 * What a Compliance Finding of OCSF 1.3.0 may and must hold, as far as its attributes, types and enumerations go: class
 * 2003 of category 2, with what it takes over from the finding and the base event. Attributes of profiles that we do
 * not name in `metadata.profiles` are left out, so that one of them is a fault.
 */
const text = { type: "string" };
const texts = { type: "array", items: text };
const whole = { type: "integer" };
/** Milliseconds since 1970; one in seconds would lie before 2001. */
const timestamp = { type: "integer", minimum: 978_307_200_000 };
const anything = { type: "object" };
const oneOf = (...values: number[]) => ({ type: "integer", enum: values });

const object = (required: string[], properties: Record<string, object>, rest: object = {}) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
  ...rest,
});

const product = object(["vendor_name"], {
  ...{ vendor_name: text, name: text, uid: text, version: text, lang: text, path: text, url_string: text },
  ...{ cpe_name: text, feature: anything },
});
const metadata = object(["version", "product"], {
  version: { type: "string", pattern: "^1\\.3\\.0$" },
  product,
  ...{ correlation_uid: text, event_code: text, labels: texts, log_level: text, log_name: text, log_provider: text },
  ...{ log_version: text, logged_time: timestamp, modified_time: timestamp, original_time: text, uid: text },
  ...{ processed_time: timestamp, profiles: texts, sequence: whole, tenant_uid: text, extensions: { type: "array" } },
});
const analytic = object(["type_id"], {
  type_id: oneOf(0, 1, 2, 3, 4, 5, 99),
  ...{ type: text, name: text, uid: text, version: text, category: text, desc: text, related_analytics: anything },
});
const findingInfo = object(["title", "uid"], {
  ...{ title: text, uid: text, desc: text, analytic, product_uid: text, src_url: { type: "string", format: "uri" } },
  ...{ created_time: timestamp, first_seen_time: timestamp, last_seen_time: timestamp, modified_time: timestamp },
  ...{ data_sources: texts, types: texts, attacks: { type: "array" }, kill_chain: { type: "array" } },
  ...{ related_analytics: { type: "array" }, related_events: { type: "array" } },
});
const compliance = object(["standards"], {
  standards: { ...texts, minItems: 1 },
  ...{ control: text, requirements: texts, status: text, status_code: text, status_detail: text },
  status_id: oneOf(0, 1, 2, 3, 99),
});
const remediation = object(["desc"], {
  ...{ desc: text, references: texts, kb_articles: texts, kb_article_list: { type: "array" } },
});
const resource = object(
  [],
  {
    ...{ uid: text, name: text, type: text, namespace: text, labels: texts, version: text, criticality: text },
    ...{ data: {}, owner: anything, group: anything, data_classification: anything, agent_list: { type: "array" } },
    ...{ region: text, cloud_partition: text },
  },
  { anyOf: ["uid", "name"].map((name) => ({ required: [name], properties: { [name]: text } })) },
);

const required = [
  ...["activity_id", "category_uid", "class_uid", "type_uid", "time", "severity_id", "metadata"],
  ...["finding_info", "compliance"],
];

/** A JSON Schema of one event. */
export const ocsfSchema = object(
  required,
  {
    ...{ class_uid: { type: "integer", const: 2003 }, class_name: { type: "string", const: "Compliance Finding" } },
    ...{ category_uid: { type: "integer", const: 2 }, category_name: { type: "string", const: "Findings" } },
    ...{ activity_id: oneOf(0, 1, 2, 3, 99), activity_name: text },
    ...{ type_uid: oneOf(200_300, 200_301, 200_302, 200_303, 200_399), type_name: text },
    ...{ severity_id: oneOf(0, 1, 2, 3, 4, 5, 6, 99), severity: text },
    ...{ status_id: oneOf(0, 1, 2, 3, 4, 5, 6, 99), status: text, status_code: text, status_detail: text },
    ...{ time: timestamp, start_time: timestamp, end_time: timestamp, timezone_offset: whole },
    ...{ message: text, comment: text, count: whole, duration: whole, raw_data: text, unmapped: anything },
    ...{ confidence: text, confidence_id: oneOf(0, 1, 2, 3, 99), confidence_score: whole },
    ...{
      device: anything,
      enrichments: { type: "array" },
      observables: { type: "array" },
      vendor_attributes: anything,
    },
    ...{ metadata, finding_info: findingInfo, compliance, remediation, resource },
    resources: { type: "array", items: resource, minItems: 1 },
  },
  {
    // An activity and its type say the same.
    oneOf: [0, 1, 2, 3, 99].map((activity) => ({
      properties: {
        activity_id: { type: "integer", const: activity },
        type_uid: { type: "integer", const: 200_300 + activity },
      },
    })),
  },
);
