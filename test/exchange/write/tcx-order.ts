import { SaxesParser } from 'saxes'

/**
 * The order in which elements may stand, and how many: `?` at most one, `*` any number, `+` at least one. What this program
 * writes of Garmin's public schemas http://www.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd and
 * http://www.garmin.com/xmlschemas/ActivityExtensionv2.xsd.
 */
const contents: Readonly<Record<string, string>> = {
  TrainingCenterDatabase: 'Folders? Activities? Workouts? Courses? Author? Extensions?',
  Activities: 'Activity* MultiSportSession*',
  MultiSportSession: 'Id FirstSport NextSport* Notes?',
  FirstSport: 'Activity',
  NextSport: 'Transition? Activity',
  Activity: 'Id Lap+ Notes? Training? Creator? Extensions?',
  Lap: 'TotalTimeSeconds DistanceMeters MaximumSpeed? Calories AverageHeartRateBpm? MaximumHeartRateBpm? Intensity Cadence? TriggerMethod Track* Notes? Extensions?',
  Track: 'Trackpoint+',
  Trackpoint: 'Time Position? AltitudeMeters? DistanceMeters? HeartRateBpm? Cadence? SensorState? Extensions?',
  Position: 'LatitudeDegrees LongitudeDegrees',
  HeartRateBpm: 'Value',
  AverageHeartRateBpm: 'Value',
  MaximumHeartRateBpm: 'Value',
  'Trackpoint/Extensions': 'ns3:TPX?',
  'ns3:TPX': 'ns3:Speed? ns3:RunCadence? ns3:Watts? ns3:Extensions?',
  'Lap/Extensions': 'ns3:LX?',
  'ns3:LX':
    'ns3:AvgSpeed? ns3:MaxBikeCadence? ns3:AvgRunCadence? ns3:MaxRunCadence? ns3:Steps? ns3:AvgWatts? ns3:MaxWatts? ns3:Extensions?',
  Author: 'Name Build LangID PartNumber',
  Build: 'Version Type? Time? Builder?',
  Version: 'VersionMajor VersionMinor BuildMajor? BuildMinor?',
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const decimal = /^-?\d+(\.\d+)?(e-?\d+)?$/
const upTo = (max: number) => (text: string) => /^\d+$/.test(text) && Number(text) <= max
const matches = (pattern: RegExp) => (text: string) => pattern.test(text)
const values: Readonly<Record<string, (text: string) => boolean>> = {
  Time: matches(time),
  Id: matches(time),
  TotalTimeSeconds: matches(decimal),
  DistanceMeters: matches(decimal),
  AltitudeMeters: matches(decimal),
  LatitudeDegrees: (text) => decimal.test(text) && Math.abs(Number(text)) <= 90,
  LongitudeDegrees: (text) => decimal.test(text) && Number(text) >= -180 && Number(text) < 180,
  MaximumSpeed: matches(decimal),
  'ns3:Speed': matches(decimal),
  Calories: upTo(65_535),
  Cadence: upTo(254),
  Value: (text) => upTo(255)(text) && Number(text) >= 1,
  'ns3:Watts': upTo(65_535),
  Intensity: matches(/^(Active|Resting)$/),
  TriggerMethod: matches(/^(Manual|Distance|Location|Time|HeartRate)$/),
  PartNumber: matches(/^[\dA-Z]{3}-[\dA-Z]{5}-[\dA-Z]{2}$/),
  LangID: matches(/^[a-z]{2}$/),
}

const orderOf = (content: string): RegExp =>
  new RegExp(`^${content.replace(/([\w:]+)([?*+]?)/g, '(?:$1,)$2').replaceAll(' ', '')}$`)

/** What in a TCX document breaks its schema. */
export function faultsOfTcx(text: string): readonly string[] {
  const faults: string[] = []
  const open: { name: string; children: string[]; text: string }[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    open.at(-1)?.children.push(name)
    open.push({ name, children: [], text: '' })
  })
  parser.on('text', (part) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += part
  })
  parser.on('closetag', () => {
    const element = open.pop()
    if (element === undefined) return
    const { name, children } = element
    const content = contents[`${open.at(-1)?.name}/${name}`] ?? contents[name]
    if (content === undefined && children.length > 0) faults.push(`${name} has elements`)
    if (content !== undefined && !orderOf(content).test(children.map((child) => `${child},`).join('')))
      faults.push(`${name} holds ${children}`)
    if (values[name]?.(element.text.trim()) === false) faults.push(`${name} is ${element.text}`)
  })
  parser.write(text).close()
  return faults
}
