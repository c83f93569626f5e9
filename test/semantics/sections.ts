/** A section of the reference, and why it has no test named after it when it has none. */
export interface Section {
  readonly number: string
  readonly title: string
  /** Why nothing of it applies to a store on a server. */
  readonly not?: string
  /** Where it is shown by tests that are named after what they test. */
  readonly shown?: string
  /** What of it does not apply, and why. */
  readonly without?: readonly string[]
}

/** The sections of the reference (HealthKit's semantics) that have rules of their own, each restated in a line. */
export const sections: readonly Section[] = [
  {
    number: '1.1',
    title: 'members of the store: saving, characteristics, workouts',
    without: [
      'splitTotalEnergy: deprecated, no longer supported',
      'recalibrateEstimates: the makers of devices estimate, and recalibrate',
      'startWatchApp: there is no watch to start; a session is started over HTTP or MQTT',
      'earliestPermittedSampleDate: nothing is purged, so nothing is too old',
    ],
  },
  { number: '1.2', title: 'behaviour: shared, long-lived, typed errors while its storage is away' },
  { number: '2.1', title: 'authorization per type, for sharing and reading apart; reading is never revealed' },
  {
    number: '2.2',
    title: 'limited history',
    without: [
      'per-object authorization: of prescriptions and medications alone',
      'required types: of clinical types alone',
      'guest user: of a headset',
      'purpose strings and extensions: there is no sheet to show',
    ],
  },
  { number: '2.3', title: 'writes and deletes need sharing; a program deletes only its own' },
  { number: '2.4', title: 'privacy: grants, empty answers, an audit log' },
  { number: '3', title: 'object types and their families' },
  { number: '3.1', title: 'aggregation styles decide which statistics are legal' },
  { number: '4.1', title: 'objects: UUID, source, device, metadata; immutable' },
  { number: '4.2', title: 'samples: dates, durations, what is refused' },
  { number: '4.3', title: 'quantity samples, cumulative and discrete' },
  { number: '4.4', title: 'quantities: a value with its unit' },
  { number: '4.5', title: 'category samples and their cases' },
  { number: '4.6', title: 'correlations and their members' },
  { number: '4.7', title: 'devices with eight properties' },
  { number: '4.8', title: 'sources and their revisions' },
  { number: '4.9', title: 'deleted objects, kept for a stated period' },
  { number: '5', title: 'metadata: keys, kinds, what is required' },
  { number: '5.1', title: 'sync identifier and version' },
  { number: '6', title: 'saving and deleting: all or nothing' },
  { number: '7', title: 'quantity series: builder, query, statistics of what is inside' },
  { number: '8.1', title: 'heartbeat series' },
  { number: '8.2', title: 'workout routes' },
  { number: '8.3', title: 'electrocardiograms' },
  { number: '8.4', title: 'audiograms' },
  { number: '8.5', title: 'vision prescriptions', not: 'no measurement; nothing here makes or reads one' },
  { number: '8.6', title: 'attachments', not: 'only of prescriptions and clinical records' },
  { number: '8.7', title: 'documents and clinical records', not: 'a clinical repository is another thing' },
  { number: '8.8', title: 'state of mind' },
  { number: '8.9', title: 'scored assessments', not: 'questionnaires of a health service, not of devices' },
  { number: '8.10', title: 'medications', not: 'read-only in HealthKit, made by its own app alone' },
  {
    number: '9',
    title: 'common rules of queries',
    without: ['a query object that runs once: a question is a call', 'limit 0: whoever wants all iterates'],
  },
  { number: '9.1', title: 'time predicate, half-open' },
  {
    number: '9.2',
    title: 'other predicates',
    without: [
      'symptoms of an electrocardiogram: no device here tells which they were',
      'FHIR, verifiable records, doses: of families that do not apply',
    ],
  },
  { number: '9.3', title: 'sort descriptors, before the limit' },
  { number: '9.4', title: 'sample query' },
  { number: '9.5', title: 'anchored object query' },
  { number: '9.6', title: 'observer query' },
  { number: '9.7', title: 'background delivery, by webhook' },
  { number: '9.8', title: 'statistics query' },
  { number: '9.9', title: 'statistics collection query' },
  { number: '9.10', title: 'merging several sources' },
  { number: '9.11', title: 'remaining queries' },
  { number: '10.1', title: 'workouts: what belongs to one' },
  { number: '10.2', title: 'workout configuration', shown: 'test/session/open-sessions.test.ts' },
  { number: '10.3', title: 'workout events', shown: 'test/session/workout.test.ts' },
  { number: '10.4', title: 'workout activities', shown: 'test/session/activities.test.ts' },
  { number: '11', title: 'workout session', shown: 'test/session/model' },
  { number: '12', title: 'workout builder', shown: 'test/session/builder' },
  { number: '13', title: 'activity summaries' },
  { number: '14', title: 'effort and derived values', shown: 'test/semantics/store/1.1-members.test.ts' },
  { number: '15', title: 'zones', shown: 'test/session/metrics/zones.test.ts' },
  { number: '16', title: 'planned workouts', shown: 'test/plans' },
  { number: '17', title: 'errors', shown: 'test/http/problem.test.ts' },
  { number: '18', title: 'units and values' },
  { number: '19', title: 'user interface', shown: 'test/dashboard' },
  { number: '20', title: 'mobility scenario', not: 'a scenario made of queries that have tests of their own' },
  { number: '21', title: 'social scenario', not: 'a scenario made of queries that have tests of their own' },
  { number: '22', title: 'additions by year', not: 'history' },
  { number: '23', title: 'export format', not: 'there is no importer' },
  { number: '24', title: 'not verified', not: 'questions; our answers are marked [U] where they are tested' },
  { number: '25', title: 'worked examples' },
]

/** The worked examples of § 25; `[U]` where they rest on a rule of ours. Each is the start of one test's title. */
export const examples: readonly string[] = [
  'time windows [U]',
  'elapsed time',
  'sync identifier and versions',
  'sync identifier alone',
  'sync identifier in a workout',
  'anchored query in pages',
  'anchored query and late data',
  'bucket division in proportion',
  'bucket division in halves',
  'bucket division in one window',
  'merging counts every moment once',
  'merging by source',
  'weighted mean, as long each',
  'weighted mean, longer and shorter',
  'equivalent level',
  'day buckets and daylight saving',
  'a phone workout 09:50 to 11:10',
  'session order',
  'zones [U]',
]
