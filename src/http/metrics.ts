import { Counter, Gauge, Registry } from 'prom-client'

/** One number of /metrics. Figures of one name have one help text and one kind, and differ in their labels. */
export interface Figure {
  readonly name: string
  readonly help: string
  /** A counter only grows while the process lives; a gauge goes up and down. */
  readonly kind: 'counter' | 'gauge'
  readonly value: number
  readonly labels?: Readonly<Record<string, string>> | undefined
}

const byName = (figures: readonly Figure[]): Map<string, readonly [Figure, ...Figure[]]> => {
  const groups = new Map<string, readonly [Figure, ...Figure[]]>()
  for (const figure of figures)
    groups.set(figure.name, [...(groups.get(figure.name) ?? []), figure] as [Figure, ...Figure[]])
  return groups
}

const register = (registry: Registry, [first, ...rest]: readonly [Figure, ...Figure[]]): void => {
  const figures = [first, ...rest]
  const labelNames = [...new Set(figures.flatMap(({ labels }) => Object.keys(labels ?? {})))]
  const options = { name: first.name, help: first.help, labelNames, registers: [registry] }
  const metric = first.kind === 'counter' ? new Counter(options) : new Gauge(options)
  for (const { labels, value } of figures) metric.inc({ ...labels }, value)
}

/** The content type of `metricsText`. */
export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE

/** The figures in Prometheus' text format. */
export const metricsText = (figures: readonly Figure[]): Promise<string> => {
  const registry = new Registry()
  for (const group of byName(figures).values()) register(registry, group)
  return registry.metrics()
}
