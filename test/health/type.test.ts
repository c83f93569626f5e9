import { describe, expect, it } from 'vitest'
import { metadataKeyRows } from '../../src/health/data/metadata-keys.js'
import { unitTable } from '../../src/health/data/units.js'
import { workoutActivityTypeRows } from '../../src/health/data/workout-activity-types.js'
import { findMetadataKey, unitOfDimension } from '../../src/health/rules/metadata-keys.js'
import { categoryTypes, findActivityType, findType, quantityTypes, sampleTypes } from '../../src/health/type.js'
import { isCompatible, parseUnit } from '../../src/health/unit.js'

const repeated = (list: readonly string[]): readonly string[] =>
  list.filter((one, index) => list.indexOf(one) !== index)

describe('the vocabulary', () => {
  it('names every type once', () => {
    expect(repeated(sampleTypes.flatMap(({ name, identifier }) => [name, identifier]))).toEqual([])
    expect(quantityTypes).toHaveLength(120)
  })

  it('finds every type by name and identifier', () => {
    for (const type of sampleTypes) {
      expect(findType(type.name)).toBe(type)
      expect(findType(type.identifier)).toBe(type)
    }
    expect(findType('heartbeat')).toBeUndefined()
  })

  it.each(quantityTypes)('gives $name a unit of its dimension ($unit, $dimension)', ({ unit, dimension }) => {
    expect(isCompatible(parseUnit(unit), unitOfDimension(dimension))).toBe(true)
  })

  it('gives every category its cases, but the one whose raw values are not published', () => {
    const empty = categoryTypes.filter(({ values }) => Object.keys(values).length === 0)
    expect(empty.map(({ name }) => name)).toEqual(['menopausalState'])
  })

  it('names every activity type and raw value once', () => {
    expect(repeated(workoutActivityTypeRows.flatMap(({ name, identifier }) => [name, identifier]))).toEqual([])
    expect(repeated(workoutActivityTypeRows.map(({ rawValue }) => String(rawValue)))).toEqual([])
    expect(findActivityType('HKWorkoutActivityTypeCycling')).toBe('cycling')
  })

  it('gives every metadata key a short name and, where it wants them, cases or a unit', () => {
    const keys = metadataKeyRows.map((row) => ({ row, key: findMetadataKey(row.identifier) }))
    expect(repeated(keys.map(({ key }) => key?.name ?? ''))).toEqual([])
    for (const { row, key } of keys) {
      expect(key?.name).toMatch(/^[a-z]/)
      expect(key?.cases !== undefined, row.identifier).toBe('enum' in row)
      expect(key?.unit !== undefined, row.identifier).toBe(row.valueType === 'quantity')
    }
  })

  it('gives every unit a dimension and a factor', () => {
    expect(repeated(unitTable.units.map(({ symbol }) => symbol))).toEqual([])
    for (const { symbol, dimension } of unitTable.units.filter((row) => row.symbol !== 'mol' && row.symbol !== '()')) {
      const { base } = unitTable.dimensions[dimension]
      expect(isCompatible(parseUnit(symbol), parseUnit(base)), symbol).toBe(true)
    }
  })
})
