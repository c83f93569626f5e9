import { readFile } from 'node:fs/promises'
import { demoAthlete } from '../../../simulators/athlete.js'
import { recordedRide } from '../../../simulators/recorded-ride.js'
import type { Ride } from '../../../simulators/ride.js'
import { simulatedRide } from '../../../simulators/simulated-ride.js'
import { CommandError } from '../command.js'

/** Reads a recorded `.fit` or `.tcx`. */
export async function recordedRideFrom(file: string): Promise<Ride> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  })
  const { parseRecording } = await import('../../exchange/read-recordings.js')
  return recordedRide(await parseRecording(bytes))
}

/** The recording that was named, or a made-up ride. */
export const rideFrom = async (
  file: string | undefined,
  facts: { readonly minutes: number; readonly seed: number; readonly start: number },
): Promise<Ride> => (file === undefined ? simulatedRide({ ...facts, athlete: demoAthlete }) : recordedRideFrom(file))
