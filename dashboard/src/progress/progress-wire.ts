/** The best of a figure among the workouts of an activity. */
export interface PersonalRecord {
  readonly activityType: string
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly workout: string
  /** When the workout began. */
  readonly at: string
}

/** A day's load and what the days until then have made of the person. */
export interface TrainingDay {
  readonly date: string
  readonly load: number
  readonly fitness: number
  readonly fatigue: number
  readonly form: number
}
