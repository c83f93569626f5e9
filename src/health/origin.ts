/** HKDevice: what a piece of hardware says of itself, each optional (semantics § 4.7). */
export interface DeviceProperties {
  readonly name?: string | undefined
  readonly manufacturer?: string | undefined
  readonly model?: string | undefined
  readonly hardwareVersion?: string | undefined
  readonly firmwareVersion?: string | undefined
  readonly softwareVersion?: string | undefined
  /** The peripheral's id on this machine. */
  readonly localIdentifier?: string | undefined
  readonly udiDeviceIdentifier?: string | undefined
}

/** HKSourceRevision: which version of a source saved, on what (semantics § 4.8). `source` is its slug. */
export interface SourceRevision {
  readonly source: string
  readonly version?: string | undefined
  readonly productType?: string | undefined
  readonly operatingSystemVersion?: string | undefined
}

/** Where a sample comes from, in full. */
export interface Origin {
  readonly source: SourceRevision
  /** The device's slug and properties, when the sample has a device. */
  readonly device?: (DeviceProperties & { readonly id: string }) | undefined
}
