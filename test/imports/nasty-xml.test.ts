import { describe, expect, it } from 'vitest'
import { originMs } from '../exchange/fit/made-file.js'
import { seconds, told } from './told.js'

const rode = 'cycling 0-60 laps 60 at 120'
const rodeAgain = 'cycling 7200-7260 laps 60 at 120'

const instant = (second: number): string => new Date(originMs + second * 1_000).toISOString()
const heart = '<HeartRateBpm><Value>120</Value></HeartRateBpm>'
const trackpoints = (from: number, to: number, content = heart): string =>
  seconds(from, to)
    .map((second) => `<Trackpoint><Time>${instant(second)}</Time>${content}</Trackpoint>`)
    .join('')
const lapOf = (from: number, length: number, ...tracks: readonly string[]): string =>
  `<Lap StartTime="${instant(from)}"><TotalTimeSeconds>${length}</TotalTimeSeconds>${tracks.map((points) => `<Track>${points}</Track>`).join('')}</Lap>`
const activity = (...laps: readonly string[]): string =>
  `<Activity Sport="Biking"><Id>${instant(0)}</Id>${laps.join('')}</Activity>`
const tcx = (content: string, encoding = 'UTF-8'): string =>
  `<?xml version="1.0" encoding="${encoding}"?><TrainingCenterDatabase><Activities>${content}</Activities></TrainingCenterDatabase>`
const plain = tcx(activity(lapOf(0, 60, trackpoints(0, 60))))
const utf8 = (text: string): Uint8Array => Buffer.from(text)

describe('a TCX file', () => {
  it.each<readonly [string, Uint8Array, readonly string[]]>([
    [
      'of two activities',
      utf8(tcx(activity(lapOf(0, 60, trackpoints(0, 60))) + activity(lapOf(7_200, 60, trackpoints(7_200, 7_260))))),
      [rode, rodeAgain],
    ],
    ['with laps without tracks', utf8(tcx(activity(lapOf(0, 20), lapOf(20, 40)))), ['cycling 0-60 laps 20,40']],
    ['with a lap of no length', utf8(tcx(activity(lapOf(0, 0), lapOf(0, 60, trackpoints(0, 60))))), [rode]],
    [
      'with a pause between its tracks',
      utf8(tcx(activity(lapOf(0, 40, trackpoints(0, 20), trackpoints(40, 60))))),
      ['cycling 0-60 laps 40 at 120'],
    ],
    ['with laps that do not say when they began', utf8(plain.replace(/ StartTime="[^"]*"/, '')), [rode]],
    [
      'with commas in its numbers',
      utf8(tcx(activity(lapOf(0, 60, trackpoints(0, 60, `${heart}<DistanceMeters>12,5</DistanceMeters>`))))),
      [rode, 'badValues'],
    ],
    ['with a time that is none', utf8(plain.replace(`<Time>${instant(30)}`, '<Time>noon')), [rode, 'badValues']],
    ['with times of no zone, which is UTC', utf8(plain.replaceAll('.000Z', '')), [rode]],
    ['with blanks before its declaration', utf8(`\n          ${plain}`), [rode]],
    ['with a byte order mark', utf8(`\ufeff${plain}`), [rode]],
    [
      'in Latin-1',
      Buffer.from(tcx(activity(lapOf(0, 60, trackpoints(0, 60)), '<Notes>Größe</Notes>'), 'ISO-8859-1'), 'latin1'),
      [rode],
    ],
    ['in UTF-16', Buffer.from(`\ufeff${tcx(activity(lapOf(0, 60, trackpoints(0, 60))), 'UTF-16')}`, 'utf16le'), [rode]],
    ['in an encoding that there is not', utf8(tcx(activity(lapOf(0, 60, trackpoints(0, 60))), 'klingon')), [rode]],
    [
      'with entities of HTML',
      utf8(tcx(activity(lapOf(0, 60, trackpoints(0, 60)), '<Notes>Caf&eacute;&nbsp;&amp; &uuml;ber</Notes>'))),
      [rode],
    ],
    ['with a reference to no character', utf8(plain.replace('<Id>', '<Id>&#0;')), [rode]],
    ['with a character that XML has not', utf8(plain.replace('<Id>', '<Id>\u000b')), [rode]],
    ['with a bare &', utf8(plain.replace('<Id>', '<Id>Tom & Jerry, AT&T ')), [rode]],
    ['with letters before its declaration', utf8(`gp${plain}`), [rode]],
    ['with bytes that are no text', Buffer.from(plain.replace('<Id>', '<Id>Größe'), 'latin1'), [rode]],
    ['that is cut off', utf8(plain.slice(0, -60)), [rode, 'badMarkup']],
    ['of courses', utf8('<TrainingCenterDatabase><Courses><Course/></Courses></TrainingCenterDatabase>'), ['course']],
    ['of nothing', utf8(tcx('')), ['noRecords']],
  ])('%s', async (_, bytes, expected) => {
    expect((await told(bytes)).toSorted()).toEqual(expected.toSorted())
  })
})

const placed = (second: number, content = `<time>${instant(second)}</time>`): string =>
  `<trkpt lat="${(50 + second / 10_000).toFixed(4)}" lon="8">${content}</trkpt>`
const segment = (from: number, to: number): string =>
  `<trkseg>${seconds(from, to)
    .map((second) => placed(second))
    .join('')}</trkseg>`
const gpx = (content: string): string => `<gpx version="1.1" creator="x">${content}</gpx>`
const went = 'other 0-60 laps 60'

describe('a GPX file', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['without times', gpx(`<trk><trkseg>${placed(0, '')}${placed(1, '')}</trkseg></trk>`), ['course']],
    [
      'with some times',
      gpx(
        `<trk><trkseg>${seconds(0, 60)
          .map((second) => (second % 2 ? placed(second, '') : placed(second)))
          .join('')}</trkseg></trk>`,
      ),
      [went],
    ],
    ['with times of no zone, which is UTC', gpx(`<trk>${segment(0, 60)}</trk>`).replaceAll('.000Z', ''), [went]],
    [
      'with several segments',
      gpx(`<trk>${segment(0, 20)}<trkseg/>${segment(30, 30)}${segment(40, 60)}</trk>`),
      ['other 0-60 laps 40'],
    ],
    [
      'with several tracks',
      gpx(`<trk>${segment(0, 60)}</trk><trk>${segment(7_200, 7_260)}</trk>`),
      [went, 'other 7200-7260 laps 60'],
    ],
    ['with the same track twice', gpx(`<trk>${segment(0, 60)}</trk><trk>${segment(0, 60)}</trk>`), [went]],
    [
      'with a place that is none',
      gpx(`<trk>${segment(0, 60)}</trk>`).replace('lat="50.0030"', 'lat="50,0030"'),
      [went, 'badValues'],
    ],
    ['with entities of HTML', gpx(`<trk><name a="&copy;">Caf&eacute;</name>${segment(0, 60)}</trk>`), [went]],
    ['with a bare &', gpx(`<trk><name a="T&C">Up & down</name>${segment(0, 60)}</trk>`), [went]],
    ['of waypoints alone', gpx(`<wpt lat="1" lon="2"><time>${instant(0)}</time></wpt>`), ['noRecords']],
    ['of a route', gpx('<rte><rtept lat="1" lon="2"/></rte>'), ['course']],
    ['of one point', gpx(`<trk>${segment(0, 0)}</trk>`), ['noRunningTime']],
  ])('%s', async (_, text, expected) => {
    expect(await told(utf8(text))).toEqual(expected)
  })
})
