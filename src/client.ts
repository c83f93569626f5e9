// The public names of `vitald/client`: a program that speaks to a daemon imports these and nothing deeper.
export type { AuthorizationDecisions, AuthorizationRequest, ClientAuthorization } from './client/authorization.js'
export type { ClientChange, ClientPrograms, NewClient } from './client/clients.js'
export { type Client, connect, type RemotePerson } from './client/connect.js'
export type { ClientDevices, DeviceCredentialJson } from './client/devices.js'
export type { ClientEditing, MergedFacts } from './client/editing.js'
export type { LiveEvent } from './client/live.js'
export type { ClientPlans, PlanFormat } from './client/plans.js'
export type { SessionUpdate } from './client/sessions/follow-session.js'
export type { ClientSessions, SessionEventDetails, SessionStart } from './client/sessions/sessions.js'
export type { ClientSubscriptions, NewSubscription, SubscriptionPatch } from './client/subscriptions.js'
export type { ConnectOptions } from './client/transport/transport.js'
export type { ClientUsers, ProfileInput, ProfilePatch } from './client/users.js'
export { HeartbeatSeriesBuilder, type HeartbeatSeriesStart } from './health/builders/heartbeat-series-builder.js'
export {
  type InsertedQuantity,
  QuantitySeriesBuilder,
  type SeriesEnd,
  type SeriesStart,
} from './health/builders/quantity-series-builder.js'
export { WorkoutRouteBuilder } from './health/builders/workout-route-builder.js'
export { type ErrorCode, type Fault, HealthError } from './health/error.js'
export type {
  ChangesJson,
  DeletedJson,
  LiveWorkoutJson,
  SampleJson,
  StatisticsJson,
  WorkoutJson,
} from './health/json/json-schema.js'
export type { MadeSample, SampleInput, SavedSamples } from './health/json/sample-input.js'
export type { Heartbeat } from './health/kinds/heartbeat.js'
export type { Location } from './health/kinds/location.js'
export type {
  CollectionUpdate,
  Page,
  Person,
  QuantitiesPage,
  QuantityJson,
} from './health/person/person.js'
export type { Predicate } from './health/predicate/predicate.js'
export type {
  CategoryTypeName,
  CorrelationTypeName,
  QuantityTypeName,
  SampleTypeName,
  WorkoutActivityTypeName,
} from './health/type.js'
export type { AuditEntryJson } from './http/audit-json.js'
export type { AuthorizationJson } from './http/authorization-json.js'
export type { ClientJson, LetInJson } from './http/client-json.js'
export type { DeviceJson } from './http/device-json.js'
export type { KeptPlanJson, PlanEntryJson } from './http/plans/plan-json.js'
export type { SubscriptionJson } from './http/subscriptions/subscription-json.js'
export type { UserJson } from './http/user-json.js'
export type { Plan } from './plans/plan.js'
